-- A comment is approved as it was read: comment_approve gets the words, too.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Made anew with one more parameter.
drop function if exists undersigned.comment_approve(text, bigint, boolean);
