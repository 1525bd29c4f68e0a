-- Counts every signature anew, beside what the views of organizers show.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned count --check`; reads every signature, so never in a request.
-- Returns one row for each number that is another one; none unless something is broken.

create or replace function undersigned.summary_check()
returns table (slug text, dimension text, value text, shown bigint, counted bigint)
language sql stable
set search_path = undersigned, pg_temp
set jit = off
as $$
  with counted as (
    select petition_id, dimension, value, state, mailed, sum(count)::bigint as count
    from (
      select petition_id, dimension, value, state, mailed, 1 as count from summary_item
      union all
      -- What was erased is there no more to be counted.
      select petition_id, dimension, value, state, mailed, count
      from summary_block
      where block = -1
    ) as item
    group by petition_id, dimension, value, state, mailed
  ),
  shown as (
    select
      petition.id as petition_id, dimension, value, part.state, mailed, sum(count)::bigint as count
    from petition
    cross join lateral summary_now(
      petition.id, variadic enum_range(null::summary_dimension)
    ) as part
    group by petition.id, dimension, value, part.state, mailed
    having sum(count) <> 0
  )
  select
    petition.slug, dimension::text, value, coalesce(shown.count, 0), coalesce(counted.count, 0)
  from counted
  full join shown using (petition_id, dimension, value, state, mailed)
  join petition on petition.id = petition_id
  where shown.count is distinct from counted.count
  order by 1, 2, 3;
$$;

revoke execute on function undersigned.summary_check() from public;
comment on function undersigned.summary_check() is
  'Counts every signature anew, beside what the views of organizers show';
