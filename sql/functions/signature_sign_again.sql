-- Whoever has withdrawn a signature gives it again, with the same link.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. The link was sent
-- to the address, so that it needs no other proof; but it has to be that address again. What was
-- held before still waits for an organizer.
-- Returns one row with the outcome:
--   done           it counts again
--   held           it waits for an organizer again
--   other_address  the link was not sent to this address
--   closed         the petition takes no signatures, or none for now
--   unchanged      it is not withdrawn
--   gone           it was erased
--   unknown        there is no such signature

create or replace function undersigned.signature_sign_again(
  petition_id bigint, signature_id bigint, nonce bigint, address_key bytea, address text,
  given_name text, family_name text, postal_code text, country text, show_name boolean
)
returns table (outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  own signature := signature_lock(petition_id, signature_id, nonce);
  today petition_state := (
    select petition_state(state, closes_on) from petition where petition.id = own.petition_id
  );
begin
  outcome := case
    when own.id is null then 'unknown'
    when own.state = 'removed' then 'gone'
    when own.state <> 'withdrawn' then 'unchanged'
    when today <> 'open' then 'closed'
    when own.address_key <> signature_sign_again.address_key then 'other_address'
    when own.held_for is not null then 'held'
    else 'done'
  end;

  if outcome in ('done', 'held') then
    update signature set
      state = case outcome when 'done' then 'confirmed' else 'held' end::signature_state,
      signed_at = now(),
      confirmed_at = case outcome when 'done' then now() end,
      withdrawn_at = null,
      address = signature_sign_again.address,
      given_name = signature_sign_again.given_name,
      family_name = signature_sign_again.family_name,
      postal_code = signature_sign_again.postal_code,
      country = signature_sign_again.country,
      show_name = signature_sign_again.show_name
    where signature.petition_id = own.petition_id and signature.id = own.id;
    perform change_add(own.petition_id, own.id, 'signed_again');
    perform stale_add(own.petition_id, own.id);
  end if;

  if outcome = 'done' then
    perform tally_add(own.petition_id, 1);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_sign_again(
  bigint, bigint, bigint, bytea, text, text, text, text, text, boolean
) from public;
comment on function undersigned.signature_sign_again(
  bigint, bigint, bigint, bytea, text, text, text, text, text, boolean
) is 'Whoever has withdrawn a signature gives it again, with the same link';
