-- Opens an event: a code that lifts the limits of host and network for some hours.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned event`, which made the code.
-- Returns one row: when it ends, in UTC; none when there is no such petition.

create or replace function undersigned.event_open(
  slug text, code text, name text, hours int, most int
)
returns table (ends text)
language sql
set search_path = undersigned, pg_temp
as $$
  insert into event (petition_id, code, name, ends_at, most)
  select id, event_open.code, event_open.name, now() + make_interval(hours => event_open.hours),
    event_open.most
  from petition where petition.slug = event_open.slug
  on conflict (petition_id, code) do update set code = excluded.code
  returning to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI');
$$;

revoke execute on function undersigned.event_open(text, text, text, int, int) from public;
comment on function undersigned.event_open(text, text, text, int, int) is
  'Opens an event: a code that lifts the limits of host and network for some hours';
