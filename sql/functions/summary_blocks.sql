-- The blocks of a petition in which something is to be found, by their summaries.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the views of what waits for organizers, which read these blocks and no others.
-- Returns the first id of each block that has something, or may have: its summary is stale; and the
-- first one behind it.

create or replace function undersigned.summary_blocks(
  petition_id bigint, dimension undersigned.summary_dimension
)
returns table (first bigint, behind bigint)
language sql stable security definer rows 2
set search_path = undersigned, pg_temp
as $$
  select block::bigint << 14, (block::bigint + 1) << 14
  from (
    select block
    from summary_block
    where summary_block.petition_id = summary_blocks.petition_id
      and summary_block.dimension = summary_blocks.dimension
    union
    select block from stale where stale.petition_id = summary_blocks.petition_id
  ) as found
  where petition_granted(summary_blocks.petition_id)
  order by block;
$$;

revoke execute on function undersigned.summary_blocks(
  bigint, undersigned.summary_dimension
) from public;
comment on function undersigned.summary_blocks(
  bigint, undersigned.summary_dimension
) is 'The blocks of a petition in which something is to be found, by their summaries';
