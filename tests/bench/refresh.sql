-- What a page and count.json are made of, read once a second however many ask.
-- SPDX-License-Identifier: AGPL-3.0-or-later

select * from undersigned.petition_find(:slug);
