-- What the signatures of a petition are held for, and since when.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned held`.
-- Returns one row per reason: how many, the time of the first and of the last one, in UTC.

create or replace function undersigned.held_list(slug text)
returns table (held_for text, count bigint, first text, last text)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    signature.held_for,
    count(*),
    to_char(min(signed_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
    to_char(max(signed_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
  from signature
  join petition on petition.id = petition_id
  where petition.slug = held_list.slug
    and signature.held_for is not null
    and signature.state = 'held'
  group by signature.held_for
  order by signature.held_for;
$$;

revoke execute on function undersigned.held_list(text) from public;
comment on function undersigned.held_list(text) is
  'What the signatures of a petition are held for, and since when';
