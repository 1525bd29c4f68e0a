-- "It wasn't me": erases the person from a signature and never writes to the address again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role when the owner of an address says that the signature is not theirs.
-- Twice is the same as once. Rows are locked in the order signature, outbox, consent, suppression,
-- tally, as everywhere, so that nobody waits in a circle.
-- Returns one row with the outcome:
--   done       nothing about the person is left, mails are gone, the signature does not count
--   unchanged  it was so before
--   unknown    there is no such signature

create or replace function undersigned.signature_disown(
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
    perform signature_wipe(own, 'disowned');
    insert into suppression (address_key, reason)
    values (own.address_key, 'disowned')
    on conflict (address_key) do update set reason = 'disowned'
    where suppression.reason <> 'disowned';
  end if;

  if outcome = 'done' and own.state = 'confirmed' then
    perform tally_add(own.petition_id, -1);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_disown(bigint, bigint, bigint) from public;
comment on function undersigned.signature_disown(bigint, bigint, bigint) is
  'Erases the person from a signature and never writes to the address again';
