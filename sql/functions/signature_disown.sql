-- "It wasn't me": erases the person from a signature and never writes to the address again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role when the owner of an address says that the signature is not theirs.
-- Twice is the same as once. Rows are locked in the order signature, outbox, consent, suppression,
-- tally, as everywhere, so that nobody waits in a circle.
-- Returns one row with the outcome:
--   disowned  nothing about the person is left, mails are gone, the signature does not count
--   unknown   there is no such signature

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
  disowned signature;
begin
  select * into disowned
  from signature
  where signature.petition_id = signature_disown.petition_id
    and signature.id = signature_disown.signature_id
    and signature.nonce = signature_disown.nonce
  for update;

  if not found then
    return query values ('unknown');
    return;
  end if;

  if disowned.state <> 'removed' then
    -- Those that were sent as well: a relay may have repeated the address in its reply.
    delete from outbox
    where outbox.petition_id = disowned.petition_id
      and outbox.id between disowned.id * 1000 and disowned.id * 1000 + 999;

    update signature set
      state = 'removed',
      withdrawn_at = now(),
      address_key = null,
      address = null,
      given_name = null,
      family_name = null,
      postal_code = null,
      country = null,
      comment = null,
      show_name = false,
      source = null,
      held_for = null
    where signature.petition_id = disowned.petition_id and signature.id = disowned.id;

    delete from consent
    where consent.petition_id = disowned.petition_id and consent.signature_id = disowned.id;

    insert into suppression (address_key, reason)
    values (disowned.address_key, 'disowned')
    on conflict do nothing;
  end if;

  if disowned.state = 'confirmed' then
    perform tally_add(disowned.petition_id, -1);
  end if;

  return query values ('disowned');
end
$$;

revoke execute on function undersigned.signature_disown(bigint, bigint, bigint) from public;
comment on function undersigned.signature_disown(bigint, bigint, bigint) is
  'Erases the person from a signature and never writes to the address again';
