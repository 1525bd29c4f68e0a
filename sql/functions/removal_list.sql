-- The removals of a petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers and `undersigned remove`.
-- Returns one row per removal, the latest first: its number, the time in UTC, how many signatures,
-- whether it was undone, by which role, the condition and the reason.

create or replace function undersigned.removal_list(slug text)
returns table (
  number int, at text, count bigint, undone boolean, by_role text, condition text, reason text
)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    number, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), count, undone_at is not null,
    by_role, condition::text, reason
  from removal
  join petition on petition.id = petition_id
  where petition.slug = removal_list.slug and petition_granted(petition.id)
  order by number desc;
$$;

revoke execute on function undersigned.removal_list(text) from public;
comment on function undersigned.removal_list(text) is 'The removals of a petition';
