-- Erases the person from a signature: nothing personal is left, and the address is free again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. Unlike with
-- signature_disown, the address can sign again as if it never had. Twice is the same as once.
-- Returns one row with the outcome:
--   done       erased, and it does not count
--   unchanged  it was so before
--   unknown    there is no such signature

create or replace function undersigned.signature_erase(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns table (outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  own signature := signature_lock(petition_id, signature_id, nonce);
begin
  outcome := case
    when own.id is null then 'unknown'
    when own.state = 'removed' then 'unchanged'
    else 'done'
  end;

  if outcome = 'done' then
    perform signature_wipe(own, 'erased');
  end if;

  if outcome = 'done' and own.state = 'confirmed' then
    perform tally_add(own.petition_id, -1);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_erase(bigint, bigint, bigint) from public;
comment on function undersigned.signature_erase(bigint, bigint, bigint) is
  'Erases the person from a signature: nothing personal is left, and the address is free again';
