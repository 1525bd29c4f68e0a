-- What signatures count, in parts that are to be added up; for the views of organizers.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- Flat, so that a petition and a dimension reach each part's index.
create or replace view undersigned.summary_part as
select petition_id, dimension, value, state, mailed, count
from undersigned.summary
union all
select
  summary_block.petition_id, summary_block.dimension, summary_block.value, summary_block.state,
  summary_block.mailed, -summary_block.count::bigint
from (select distinct petition_id, block from undersigned.stale) as stale
join undersigned.summary_block
  on summary_block.petition_id = stale.petition_id and summary_block.block = stale.block
union all
select
  summary_item.petition_id, summary_item.dimension, summary_item.value, summary_item.state,
  summary_item.mailed, 1::bigint
from (select distinct petition_id, block from undersigned.stale) as stale
join undersigned.summary_item
  on summary_item.petition_id = stale.petition_id
  and summary_item.id >= stale.block::bigint << 14
  and summary_item.id < (stale.block::bigint + 1) << 14;

comment on view undersigned.summary_part is
  'What signatures count: sums of all blocks, less the stale ones, plus these counted anew';
comment on column undersigned.summary_part.petition_id is 'The petition';
comment on column undersigned.summary_part.dimension is 'What signatures are counted by';
comment on column undersigned.summary_part.value is 'What they have in common, as in summary_item';
comment on column undersigned.summary_part.state is 'Where in their life they are';
comment on column undersigned.summary_part.mailed is 'Did the relay take a confirmation for them?';
comment on column undersigned.summary_part.count is 'To be added up; may be below zero';
