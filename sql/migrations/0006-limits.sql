-- Counters that say who comes too often; without harm when they are there already.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Unlogged: after a crash of the database it is empty, and everybody starts anew.
create unlogged table if not exists undersigned.meter (
  key bytea not null,
  seconds int not null,
  ends_at timestamptz not null,
  count bigint not null,
  total bigint not null,
  primary key (key, seconds)
)
-- Rows are updated in place while their window lasts.
with (fillfactor = 70);

-- What meter_add clears away is found by it. A window's end does not change while it is counted in,
-- so that counting touches no index but once in a window.
create index if not exists meter_ended on undersigned.meter (ends_at);

comment on table undersigned.meter is
  'How often something happened in a window of time: keyed hashes, nothing about a person';
comment on column undersigned.meter.key is
  'Keyed hash, 16 bytes, of what is counted and of the day';
comment on column undersigned.meter.seconds is 'How long the window is';
comment on column undersigned.meter.ends_at is 'When it ends; a day later the row goes away';
comment on column undersigned.meter.count is 'How often, so far in the window';
comment on column undersigned.meter.total is 'How often in this window and those before it';

-- A stall, a march, a hall: many sign from one network, and that is right for a few hours.
create table if not exists undersigned.event (
  petition_id bigint not null,
  code text collate "C" not null,
  name text not null,
  opened_at timestamptz not null default now(),
  ends_at timestamptz not null,
  most int not null,
  used int not null default 0,
  primary key (petition_id, code)
);

comment on table undersigned.event is
  'Links that lift the limit of a network, for one petition and a few hours';
comment on column undersigned.event.petition_id is 'The petition';
comment on column undersigned.event.code is 'What the link holds: `event=`';
comment on column undersigned.event.name is 'What the organizers call it';
comment on column undersigned.event.opened_at is 'When it was made';
comment on column undersigned.event.ends_at is 'When it lifts nothing any more';
comment on column undersigned.event.most is 'For how many signatures it lifts the limit';
comment on column undersigned.event.used is 'For how many it has';

alter type undersigned.outbox_kind add value if not exists 'released';
alter type undersigned.deed add value if not exists 'released';
alter type undersigned.deed add value if not exists 'removed';

alter table undersigned.signature add column if not exists removed_for text;

comment on column undersigned.signature.held_for is
  'Why it waits for an organizer: network, domain, address or honeypot';
comment on column undersigned.signature.removed_for is
  'Why an organizer removed it, where one did';

-- The address first: the mails of one are found, under whichever petition.
create unique index if not exists signature_owner
on undersigned.signature (address_key, petition_id) where address_key is not null;

drop index if exists undersigned.signature_address;

-- What is held is found without the rest. By why, not by its state: confirming changes the state, and would
-- write to every index for it.
create index if not exists signature_held
on undersigned.signature (petition_id, id) where held_for is not null;

-- Made anew with more parameters.
drop function if exists undersigned.signature_remind(bigint, bytea);
drop function if exists undersigned.signature_add(
  bigint[], int[], bytea[], bigint[], text[], text[], text[], text[], text[], text[], boolean[],
  text[], text[], text[], text[], bigint[]
);
