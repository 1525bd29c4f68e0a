-- Removes the signatures that meet a condition; they can be put back until the purge erases them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, `undersigned remove` and `undersigned moderate`, with the number that
-- removal_count has shown them: what has come since is not to be removed unseen. They do not count
-- from now on, nobody sees them, and no mail goes to them. Each address stays taken, so that it
-- cannot just sign again. The reason is a word or sentence that names nobody.
-- Returns one row with the number of signatures, the number of the removal, and the outcome:
--   removed  all of them
--   changed  none: there are so many now, another number than expected
--   reason   none: no reason was given

create or replace function undersigned.removal_make(
  slug text, condition jsonb, expected bigint, reason text
)
returns table (outcome text, count bigint, removal int)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
-- Mails are found by the range of their ids, which the planner takes for far too long.
set enable_seqscan = off
as $$
#variable_conflict use_column
<<making>>
declare
  made bigint;
  ids bigint[];
  counted bigint;
begin
  if btrim(coalesce(removal_make.reason, '')) = '' then
    return query values ('reason', 0::bigint, null::int);
    return;
  end if;

  -- As a purge does it: the petition before its signatures. Numbers of removals follow each other.
  perform from petition
  where petition.slug = removal_make.slug and petition_granted(id)
  for no key update;
  select
    min(petition_id), coalesce(array_agg(id order by id), '{}'),
    count(*) filter (where state = 'confirmed')
  into making.made, making.ids, making.counted
  from removal_find(removal_make.slug, removal_make.condition, true);

  count := cardinality(making.ids);
  outcome := case when count = expected then 'removed' else 'changed' end;
  if outcome = 'removed' and count > 0 then
    insert into removal (petition_id, number, by_role, reason, condition, count)
    select
      making.made, coalesce(max(number), 0) + 1, reader_name(), removal_make.reason,
      removal_make.condition, removal_make.count
    from removal
    where petition_id = making.made
    returning number into removal_make.removal;

    update signature set
      state = 'removed',
      withdrawn_at = now(),
      removed_for = removal_make.reason,
      removal = removal_make.removal,
      held_for = coalesce(held_for, 'removal')
    where petition_id = making.made and id = any (making.ids);

    update outbox set state = 'dropped'
    from unnest(making.ids) as gone
    where outbox.petition_id = making.made
      and outbox.id between gone * 1000 and gone * 1000 + 999
      and outbox.state = 'owed';

    perform change_add(making.made, gone, 'removed', reason => removal_make.reason)
    from unnest(making.ids) as gone;
    perform stale_add(making.made, variadic making.ids);
    if counted > 0 then
      perform tally_add(making.made, -counted);
    end if;
  end if;
  return next;
end
$$;

revoke execute on function undersigned.removal_make(text, jsonb, bigint, text) from public;
comment on function undersigned.removal_make(text, jsonb, bigint, text) is
  'Removes the signatures that meet a condition; they can be put back until the purge erases them';
