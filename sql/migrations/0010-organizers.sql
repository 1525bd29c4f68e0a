-- What organizers ask the database: who did what and why, and in whose time.
-- SPDX-License-Identifier: AGPL-3.0-or-later

alter table undersigned.change
add column if not exists by_role text,
add column if not exists reason text;

comment on column undersigned.change.by_role is
  'The database role that did it: for signers that of the programs, else the organizer''s own; '
  'null: it was done before this was kept';
comment on column undersigned.change.reason is 'Why, where an organizer said so; names nobody';

alter table undersigned.petition add column if not exists time_zone text not null default 'UTC';

comment on column undersigned.petition.time_zone is
  'Where its days begin and end in the views of organizers, as in "Europe/Berlin"';

-- Made anew with more parameters.
drop function if exists undersigned.change_add(bigint, bigint, text, bigint);
drop function if exists undersigned.signature_wipe(undersigned.signature, text);
