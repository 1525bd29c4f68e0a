-- What the signatures of a petition count by some dimensions, in parts that are to be added up.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the views of organizers. The parts are the sums of all blocks, less what is stored of
-- the stale ones, plus these counted anew: exact in every snapshot, and quick while few are stale.
-- Returns rows of value, state and mailed as in summary_item, with a count that may be below zero;
-- none of a petition that the role that asks may not read.

create or replace function undersigned.summary_now(
  petition_id bigint, variadic dimensions undersigned.summary_dimension[]
)
returns table (
  dimension undersigned.summary_dimension, value text, state undersigned.signature_state,
  mailed boolean, count bigint
)
language plpgsql stable security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
#variable_conflict use_column
declare
  blocks int[] := array(
    select distinct block from stale where stale.petition_id = summary_now.petition_id
  );
  stale_block bigint;
begin
  if not petition_granted(summary_now.petition_id) then
    return;
  end if;

  return query
  select dimension, value, state, mailed, count
  from summary
  where summary.petition_id = summary_now.petition_id and dimension = any (dimensions);

  return query
  select dimension, value, state, mailed, -count::bigint
  from summary_block
  where summary_block.petition_id = summary_now.petition_id
    and dimension = any (dimensions)
    and block = any (blocks);

  -- One by one: each is a range of ids, and read as that.
  foreach stale_block in array blocks loop
    return query
    select dimension, value, state, mailed, count(*)
    from summary_item
    where summary_item.petition_id = summary_now.petition_id
      and dimension = any (dimensions)
      and id >= stale_block << 14
      and id < (stale_block + 1) << 14
    group by dimension, value, state, mailed;
  end loop;
end
$$;

revoke execute on function undersigned.summary_now(
  bigint, undersigned.summary_dimension[]
) from public;
comment on function undersigned.summary_now(
  bigint, undersigned.summary_dimension[]
) is 'What the signatures of a petition count by some dimensions, in parts that are to be added up';
