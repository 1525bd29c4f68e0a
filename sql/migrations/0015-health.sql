-- Mail that was given up is counted for monitors and organizers: it is little among much.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create index if not exists outbox_dead on undersigned.outbox (petition_id) where state = 'dead';
