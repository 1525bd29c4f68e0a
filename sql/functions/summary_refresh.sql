-- Stores the summaries of stale blocks anew.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by couriers when they have nothing to send, and by `undersigned count`; any number of them
-- at once: a petition that another one is at is passed over. What it counts is at least what the
-- rows of stale that it takes away stood for; a change that is committed meanwhile has a row of its
-- own, and its block stays stale. `most` bounds the blocks of one call, and so the time for which it
-- keeps the lock that petition_import may wait for.
-- Returns one row: how many blocks were counted; 0 when there was nothing left to do.

create or replace function undersigned.summary_refresh(most int default 4)
returns table (blocks int)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
#variable_conflict use_column
declare
  refreshed bigint;
  chosen int[];
  counted int;
begin
  blocks := 0;
  for refreshed in select distinct petition_id from stale order by petition_id loop
    continue when blocks >= most;
    perform from petition where id = refreshed for no key update skip locked;
    continue when not found;

    with taken as (
      delete from stale
      where petition_id = refreshed
        and block in (
          select distinct block from stale where petition_id = refreshed
          order by block limit most - blocks
        )
      returning block
    )
    select coalesce(array_agg(distinct block), '{}') into chosen from taken;
    blocks := blocks + cardinality(chosen);

    -- One by one: each is a range of ids, and read as that.
    foreach counted in array chosen loop
      with difference as materialized (
        select dimension, value, state, mailed, sum(count)::int as count
        from (
          select dimension, value, state, mailed, 1 as count
          from summary_item
          where petition_id = refreshed
            and id >= counted::bigint << 14
            and id < (counted::bigint + 1) << 14
          union all
          select dimension, value, state, mailed, -count
          from summary_block
          where petition_id = refreshed
            and dimension = any (enum_range(null::summary_dimension))
            and block = counted
        ) as both_counts
        group by dimension, value, state, mailed
        having sum(count) <> 0
      ),
      stored as (
        insert into summary_block (petition_id, dimension, block, value, state, mailed, count)
        select refreshed, dimension, counted, value, state, mailed, count from difference
        on conflict (petition_id, dimension, block, value, state, mailed)
        do update set count = summary_block.count + excluded.count
      )
      insert into summary (petition_id, dimension, value, state, mailed, count)
      select refreshed, dimension, value, state, mailed, count from difference
      on conflict (petition_id, dimension, value, state, mailed)
      do update set count = summary.count + excluded.count;
    end loop;

    delete from summary_block where petition_id = refreshed and count = 0;
    delete from summary where petition_id = refreshed and count = 0;
  end loop;
  return next;
end
$$;

revoke execute on function undersigned.summary_refresh(int) from public;
comment on function undersigned.summary_refresh(int) is
  'Stores the summaries of stale blocks anew';
