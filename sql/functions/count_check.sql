-- Counts the signatures of every petition anew, beside what the tally says.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned count --check`; reads every signature, so never in a request.
-- Returns one row per petition; the two numbers are the same unless something is broken.

create or replace function undersigned.count_check()
returns table (slug text, tally bigint, signatures bigint)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    slug,
    (
      select coalesce(sum(confirmed), 0)::bigint from tally where tally.petition_id = petition.id
    ),
    coalesce(counted.signatures, 0) + coalesce(erased.signatures, 0)::bigint
  from petition
  left join (
    select petition_id, count(*) as signatures
    from signature
    where state = 'confirmed'
    group by petition_id
  ) as counted on counted.petition_id = petition.id
  -- Each signature has one language, which may be empty.
  left join (
    select petition_id, sum(count) as signatures
    from summary_block
    where block = -1 and dimension = 'language' and state = 'confirmed'
    group by petition_id
  ) as erased on erased.petition_id = petition.id
  order by slug;
$$;

revoke execute on function undersigned.count_check() from public;
comment on function undersigned.count_check() is
  'Counts the signatures of every petition anew, beside what the tally says';
