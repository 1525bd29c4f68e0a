-- The events of a petition that have not ended, those that end last first.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned event`.
-- Returns one row per event; its end in UTC.

create or replace function undersigned.event_list(slug text)
returns table (code text, ends text, used int, most int, name text)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select code, to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), used, most, name
  from event
  join petition on petition.id = petition_id
  where petition.slug = event_list.slug and ends_at > now()
  order by ends_at desc, code;
$$;

revoke execute on function undersigned.event_list(text) from public;
comment on function undersigned.event_list(text) is
  'The events of a petition that have not ended, those that end last first';
