-- Counters that say who comes too often; without harm when they are there already.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Unlogged: after a crash of the database it is empty, and everybody starts anew.
create unlogged table if not exists undersigned.meter (
  key bytea not null,
  seconds int not null,
  ends_at timestamptz not null,
  count bigint not null,
  primary key (key, seconds)
)
-- Rows are updated in place while their window lasts.
with (fillfactor = 70);

-- What meter_add clears away is found by it. A window's end does not change while it is counted in,
-- so that counting touches no index.
create index if not exists meter_ended on undersigned.meter (ends_at);

comment on table undersigned.meter is
  'How often something happened in a window of time: keyed hashes, nothing about a person';
comment on column undersigned.meter.key is
  'Keyed hash, 16 bytes, of what is counted and of the day';
comment on column undersigned.meter.seconds is 'How long the window is';
comment on column undersigned.meter.ends_at is 'When it ends; the row is of no use after that';
comment on column undersigned.meter.count is 'How often, so far in the window';
