-- A signer takes the signature back: it no longer counts, and has no name any more.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. What is left is a
-- row without a person, so that totals can be reconciled, and the keyed hash of the address, so
-- that its owner, and nobody else, can sign again with the same link. Of mails their numbers stay:
-- a later one needs another Message-ID. The signer is owed a receipt, which keeps the address for as
-- long as it is not sent. Twice is the same as once.
-- Returns one row with the outcome:
--   done       withdrawn
--   unchanged  it was withdrawn before
--   gone       there is nothing to withdraw: it was erased
--   unknown    there is no such signature

create or replace function undersigned.signature_withdraw(
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
    when own.state = 'removed' then 'gone'
    when own.state = 'withdrawn' then 'unchanged'
    else 'done'
  end;

  if outcome = 'done' then
    -- A relay may have repeated the address in its reply.
    update outbox set
      state = case state when 'owed' then 'dropped' else state end,
      reply = null,
      kept_address = null
    where outbox.petition_id = own.petition_id
      and outbox.id between own.id * 1000 and own.id * 1000 + 999;

    perform outbox_add(own.petition_id, own.id, 'withdrawal', own.address);

    update consent set revoked_at = coalesce(revoked_at, now()), source = null
    where consent.petition_id = own.petition_id and consent.signature_id = own.id;

    update signature set
      state = 'withdrawn',
      withdrawn_at = now(),
      address = null,
      given_name = null,
      family_name = null,
      postal_code = null,
      country = null,
      comment = null,
      comment_hidden = false,
      comment_approved_at = null,
      comment_refused_at = null,
      show_name = false,
      source = null,
      removal = null
    where signature.petition_id = own.petition_id and signature.id = own.id;
    -- Who has signed here does not count on paper as well, nor in the stead of it.
    update paper set state = 'online'
    where paper.petition_id = own.petition_id
      and paper.address_key = own.address_key
      and state = 'counted'
      and own.state = 'confirmed';
    perform change_add(own.petition_id, own.id, 'withdrawn');
    perform stale_add(own.petition_id, own.id);
  end if;

  if outcome = 'done' and own.state = 'confirmed' then
    perform tally_add(own.petition_id, -1);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_withdraw(bigint, bigint, bigint) from public;
comment on function undersigned.signature_withdraw(bigint, bigint, bigint) is
  'A signer takes the signature back: it no longer counts, and has no name any more';
