-- Erases the person from a signature: nothing personal is left, and the address is free again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. Unlike with
-- signature_disown, the address can sign again as if it never had. What came of the same address on
-- paper goes with it. Twice is the same as once.
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
  own signature;
begin
  -- The petition before its signatures, as a purge does it.
  if exists (
    select from paper_sheet where paper_sheet.petition_id = signature_erase.petition_id
  ) then
    perform from petition where petition.id = signature_erase.petition_id for update;
  end if;
  own := signature_lock(petition_id, signature_id, nonce);
  outcome := case
    when own.id is null then 'unknown'
    when own.state = 'removed' then 'unchanged'
    else 'done'
  end;

  if outcome = 'done' then
    perform signature_wipe(own, 'erased');
    perform paper_wipe(own.petition_id, sheet, array[line], 'erased by its signer')
    from paper
    where paper.petition_id = own.petition_id and paper.address_key = own.address_key;
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
