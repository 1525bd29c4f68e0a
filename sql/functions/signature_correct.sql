-- A signer corrects the name, the postal code, the country.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven.
-- Returns one row with the outcome:
--   done       corrected
--   unchanged  it was so before
--   gone       the signature was taken back: there is nothing to correct
--   unknown    there is no such signature

create or replace function undersigned.signature_correct(
  petition_id bigint, signature_id bigint, nonce bigint, given_name text, family_name text,
  postal_code text, country text
)
returns table (outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  own signature := signature_lock(petition_id, signature_id, nonce);
begin
  outcome := case
    when own.id is null then 'unknown'
    when own.state in ('withdrawn', 'removed') then 'gone'
    when (own.given_name, own.family_name, own.postal_code, own.country) is not distinct from (
      signature_correct.given_name, signature_correct.family_name,
      signature_correct.postal_code, signature_correct.country
    ) then 'unchanged'
    else 'done'
  end;

  if outcome = 'done' then
    update signature set
      given_name = signature_correct.given_name,
      family_name = signature_correct.family_name,
      postal_code = signature_correct.postal_code,
      country = signature_correct.country
    where signature.petition_id = own.petition_id and signature.id = own.id;
    perform change_add(own.petition_id, own.id, 'corrected');
    perform stale_add(own.petition_id, own.id);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_correct(
  bigint, bigint, bigint, text, text, text, text
) from public;
comment on function undersigned.signature_correct(
  bigint, bigint, bigint, text, text, text, text
) is 'A signer corrects the name, the postal code, the country';
