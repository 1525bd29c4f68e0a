-- What a purge would do now.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned purge --dry-run`; changes nothing.
-- Returns one row per petition for which there is something to do: signatures that were not confirmed
-- in time, removed ones that can no longer be put back, and all that are to be erased.

create or replace function undersigned.purge_count(unconfirmed_days int, removed_days int)
returns table (slug text, unconfirmed bigint, removed bigint, erased bigint)
language sql stable
set search_path = undersigned, pg_temp
set jit = off
as $$
  select
    listed.slug,
    count(*) filter (
      where not listed.due and purge_reason(signature, unconfirmed_days, removed_days) = 'unconfirmed'
    ),
    count(*) filter (
      where not listed.due and purge_reason(signature, unconfirmed_days, removed_days) = 'removed'
    ),
    count(*) filter (where listed.due)
  from purge_list() as listed
  join signature on signature.petition_id = listed.petition_id
  where listed.due or purge_reason(signature, unconfirmed_days, removed_days) is not null
  group by listed.petition_id, listed.slug
  order by listed.petition_id;
$$;

revoke execute on function undersigned.purge_count(int, int) from public;
comment on function undersigned.purge_count(int, int) is 'What a purge would do now';
