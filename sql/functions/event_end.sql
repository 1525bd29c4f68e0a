-- Ends an event before its time; twice is the same as once.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned event`.
-- Returns how many signatures it has lifted the limit for; no row when there is no such event.

create or replace function undersigned.event_end(slug text, code text)
returns table (used int)
language sql
set search_path = undersigned, pg_temp
as $$
  update event set ends_at = least(ends_at, now())
  from petition
  where petition.id = petition_id
    and petition.slug = event_end.slug
    and event.code = event_end.code
  returning used;
$$;

revoke execute on function undersigned.event_end(text, text) from public;
comment on function undersigned.event_end(text, text) is
  'Ends an event before its time; twice is the same as once';
