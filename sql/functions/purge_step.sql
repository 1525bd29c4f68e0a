-- Keeps what the form promised, for some signatures of a petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned purge`, again and again: each call looks at the next `most` signatures, in a
-- transaction of its own, so that it can be stopped at any point and begin anew. What was done is
-- done once, whoever does it. Who signs or confirms meanwhile waits for no more than a few rows.
--
-- Before the petition's day of erasure, what was not confirmed in time is wiped, and so are removed
-- signatures that nobody has put back. From that day on every signature is deleted with all that
-- hangs on it; in the same transaction its numbers are moved to block -1 of the summaries, so that
-- totals stay what they were. The audit of what was removed stays.
-- Returns one row: where to go on, null when this petition is done; how many were wiped for which
-- reason, and how many erased.

create or replace function undersigned.purge_step(
  petition_id bigint, after bigint, most int, unconfirmed_days int, removed_days int
)
returns table (next bigint, unconfirmed bigint, removed bigint, erased bigint)
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
#variable_conflict use_column
<<step>>
declare
  -- Nobody makes summaries of it or removes from it meanwhile.
  due constant boolean := (
    select erase_on <= (now() at time zone 'UTC')::date
    from petition
    where id = purge_step.petition_id
    for no key update
  );
  ids bigint[];
begin
  select coalesce(array_agg(id order by id), '{}') into step.ids
  from (
    select id
    from signature
    where signature.petition_id = purge_step.petition_id and id > after
    order by id
    limit most
    for update
  ) as looked;
  next := ids[cardinality(ids)];

  if due then
    if after = 0 then
      -- Who has signed on paper and here is known while both are there.
      perform paper_settle(purge_step.petition_id);
    end if;
    perform purge_erase(purge_step.petition_id, ids);
    erased := cardinality(ids);
    unconfirmed := 0;
    removed := 0;
    -- Somebody may have signed in the moment in which it was closed.
    if next is null and exists (
      select from signature where signature.petition_id = purge_step.petition_id
    ) then
      next := 0;
    elsif next is null then
      update removal set condition = removal_anonymous(condition)
      where removal.petition_id = purge_step.petition_id
        and removal_anonymous(condition) <> condition;
      update petition set erased_at = coalesce(erased_at, now())
      where id = purge_step.petition_id;
    end if;
    return next;
    return;
  end if;

  select
    count(*) filter (where reason = 'unconfirmed'), count(*) filter (where reason = 'removed'), 0
  into unconfirmed, removed, erased
  from (
    select reason, signature_wipe(own, 'purged', reason)
    from (
      select signature as own, purge_reason(signature, unconfirmed_days, removed_days) as reason
      from signature
      where signature.petition_id = purge_step.petition_id and id = any (ids)
      offset 0
    ) as judged
    where reason is not null
  ) as wiped;
  return next;
end
$$;

revoke execute on function undersigned.purge_step(bigint, bigint, int, int, int) from public;
comment on function undersigned.purge_step(bigint, bigint, int, int, int) is
  'Keeps what the form promised, for some signatures of a petition';
