-- What was handed to a petition's target, so that the next time only what is new is.
-- SPDX-License-Identifier: AGPL-3.0-or-later

do $$
begin
  if to_regtype('undersigned.roll_names') is null then
    create type undersigned.roll_names as enum ('first', 'initial', 'full');
  end if;
end
$$;

comment on type undersigned.roll_names is
  'What a roll names signers by, if they let their name be shown';

alter table undersigned.revision
add column if not exists roll_names undersigned.roll_names not null default 'first';

comment on column undersigned.revision.roll_names is
  'What the form promised about the roll that is delivered: first names; with initial, that of the '
  'last name as well; full';

create table if not exists undersigned.delivery (
  petition_id bigint not null,
  number int not null,
  begun_at timestamptz not null default now(),
  finished_at timestamptz,
  signatures int,
  checksum text,
  by_role text not null default session_user,
  primary key (petition_id, number)
);

comment on table undersigned.delivery is 'Rolls of signatures that were handed over';
comment on column undersigned.delivery.petition_id is 'The petition';
comment on column undersigned.delivery.number is 'Counts the deliveries of a petition';
comment on column undersigned.delivery.begun_at is 'When its roll was begun';
comment on column undersigned.delivery.finished_at is
  'When it was written; null: it was not, and the next run writes it anew';
comment on column undersigned.delivery.signatures is 'How many are on its roll';
comment on column undersigned.delivery.checksum is 'SHA-256 of its roll.csv, in hexadecimal';
comment on column undersigned.delivery.by_role is 'Who made it';

create table if not exists undersigned.delivered (
  petition_id bigint not null,
  number int not null,
  first_id bigint not null,
  last_id bigint not null,
  ids bigint[] not null,
  primary key (petition_id, number, first_id)
);

comment on table undersigned.delivered is
  'Which signatures are on a roll; those that are withdrawn later stay in here';
comment on column undersigned.delivered.petition_id is 'The petition';
comment on column undersigned.delivered.number is 'The delivery';
comment on column undersigned.delivered.first_id is 'The lowest of ids';
comment on column undersigned.delivered.last_id is 'The highest of ids';
comment on column undersigned.delivered.ids is 'Signatures, one page of the roll';

-- Made anew with more parameters, and more columns.
drop function if exists undersigned.petition_import(
  text, text, text, date, text, text, text, text, text, text, text[], date
);
drop function if exists undersigned.petition_find(text);
