-- Deletes signatures with all that hangs on them; their numbers stay.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by purge_step, which holds the locks of the petition and of the signatures. The first call
-- for a petition closes it. What had neither been confirmed nor taken back counts as removed from
-- now on. Block -1 of the summaries holds what was erased: no signature has such a number, so it is
-- never counted anew.
-- Returns nothing.

create or replace function undersigned.purge_erase(petition_id bigint, ids bigint[])
returns void
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
-- Mails are found by the range of their ids, which the planner takes for far too long.
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
begin
  update petition set state = 'closed'
  where id = purge_erase.petition_id and state::text in ('open', 'paused');
  if found then
    perform petition_change_add(purge_erase.petition_id, 'close', 'its day of erasure has come');
  end if;
  if ids = '{}' then
    -- The lines of paper sheets, which are few, when the last signature is gone.
    update paper set
      person_key = null, address_key = null, given_name = null, family_name = null,
      postal_code = null, country = null, signed_on = null, show_name = false
    where paper.petition_id = purge_erase.petition_id
      and (person_key is not null or given_name is not null);
    return;
  end if;

  with kept as materialized (
    select
      dimension, value,
      case when state in ('pending', 'held') then 'removed' else state end as state,
      mailed, count(*)::int as count
    from summary_item
    where summary_item.petition_id = purge_erase.petition_id
      and summary_item.id = any (ids)
      -- Nothing waits any more, and no consent holds.
      and dimension not in ('held_for', 'comment', 'consent_live')
    group by 1, 2, 3, 4
  ),
  stored as (
    insert into summary_block (petition_id, dimension, block, value, state, mailed, count)
    select purge_erase.petition_id, dimension, -1, value, state, mailed, count from kept
    on conflict (petition_id, dimension, block, value, state, mailed)
    do update set count = summary_block.count + excluded.count
  )
  insert into summary (petition_id, dimension, value, state, mailed, count)
  select purge_erase.petition_id, dimension, value, state, mailed, count from kept
  on conflict (petition_id, dimension, value, state, mailed)
  do update set count = summary.count + excluded.count;
  perform stale_add(purge_erase.petition_id, variadic ids);

  delete from bounce using unnest(ids) as gone
  where bounce.petition_id = purge_erase.petition_id
    and mail_id between gone * 1000 and gone * 1000 + 999;
  delete from outbox using unnest(ids) as gone
  where outbox.petition_id = purge_erase.petition_id
    and outbox.id between gone * 1000 and gone * 1000 + 999;
  delete from consent
  where consent.petition_id = purge_erase.petition_id and signature_id = any (ids);
  delete from change
  where change.petition_id = purge_erase.petition_id
    and signature_id = any (ids)
    and deed::text not in ('withdrawn', 'disowned', 'erased', 'removed', 'restored', 'purged');
  delete from signature
  where signature.petition_id = purge_erase.petition_id and id = any (ids);
end
$$;

revoke execute on function undersigned.purge_erase(bigint, bigint[]) from public;
comment on function undersigned.purge_erase(bigint, bigint[]) is
  'Deletes signatures with all that hangs on them; their numbers stay';
