-- Puts back what a removal removed, as far as nothing of it was erased.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, `undersigned remove --undo` and `undersigned moderate`. Each signature is
-- where it was: it counts, waits for an organizer, or for its confirmation, whose mail is owed anew
-- where the removal kept it from being sent.
-- Returns one row with the number of signatures and the outcome:
--   undone     they are back
--   unchanged  there is nothing to put back: it was undone before, or all of it was erased
--   unknown    there is no such removal

create or replace function undersigned.removal_undo(slug text, number int)
returns table (outcome text, count bigint)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
-- Mails are found by the range of their ids, which the planner takes for far too long.
set enable_seqscan = off
as $$
#variable_conflict use_column
<<undoing>>
declare
  searched constant bigint := (
    select id from petition where petition.slug = removal_undo.slug and petition_granted(id)
  );
  back signature[];
begin
  perform from signature
  where petition_id = searched and state = 'removed' and removal = removal_undo.number
  order by id
  for update;

  select coalesce(array_agg(signature order by id), '{}') into undoing.back
  from signature
  where petition_id = searched and state = 'removed' and removal = removal_undo.number;

  update removal set undone_at = coalesce(undone_at, now())
  where petition_id = searched and removal.number = removal_undo.number;
  outcome := case
    when not found then 'unknown' when back = '{}' then 'unchanged' else 'undone'
  end;
  count := cardinality(back);
  if outcome <> 'undone' then
    return next;
    return;
  end if;

  update signature set
    state = signature_before(signature),
    withdrawn_at = null,
    removed_for = null,
    removal = null,
    held_for = nullif(held_for, 'removal')
  where petition_id = searched and id in (select own.id from unnest(back) as own);

  perform outbox_add(searched, own.id, 'confirmation')
  from unnest(back) as own
  where signature_before(own) = 'pending'
    and 'dropped' = (
      select state from outbox
      where outbox.petition_id = searched
        and outbox.id between own.id * 1000 and own.id * 1000 + 999
      order by outbox.id desc
      limit 1
    );

  perform change_add(searched, own.id, 'restored') from unnest(back) as own;
  perform stale_add(searched, variadic array(select own.id from unnest(back) as own));
  perform tally_add(searched, confirmed)
  from (
    select count(*) as confirmed from unnest(back) as own where signature_before(own) = 'confirmed'
  ) as counted
  where confirmed > 0;
  return next;
end
$$;

revoke execute on function undersigned.removal_undo(text, int) from public;
comment on function undersigned.removal_undo(text, int) is
  'Puts back what a removal removed, as far as nothing of it was erased';
