-- Takes a signature that was withdrawn anew, when its owner fills in the form again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add for each repeated signature of a batch, and planned with its settings.
-- It waits for its confirmation like any other, even where new ones do not: anybody can type an
-- address, and its owner has taken it back. For the next time, the owner has to withdraw it again,
-- which bounds the mails. A signature that another batch is changing is passed over.
-- Returns its id; null if there was nothing to renew.

create or replace function undersigned.signature_renew(
  petition_id bigint, address_key bytea, revision int, address text, given_name text,
  family_name text, postal_code text, country text, comment text, show_name boolean, language text,
  source text, held_for text
)
returns bigint
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  renewed signature;
begin
  select * into renewed
  from signature
  where signature.petition_id = signature_renew.petition_id
    and signature.address_key = signature_renew.address_key
    and state = 'withdrawn'
  for update skip locked;
  if not found then
    return null;
  end if;

  update signature set
    state = case
      when coalesce(renewed.held_for, signature_renew.held_for) is null then 'pending'
      else 'held'
    end::signature_state,
    held_for = coalesce(renewed.held_for, signature_renew.held_for),
    signed_at = now(),
    confirmed_at = null,
    withdrawn_at = null,
    mails = 1,
    mailed_at = now(),
    revision = signature_renew.revision,
    address = signature_renew.address,
    given_name = signature_renew.given_name,
    family_name = signature_renew.family_name,
    postal_code = signature_renew.postal_code,
    country = signature_renew.country,
    comment = signature_renew.comment,
    show_name = signature_renew.show_name,
    language = signature_renew.language,
    source = signature_renew.source
  where signature.petition_id = renewed.petition_id and signature.id = renewed.id;
  perform change_add(renewed.petition_id, renewed.id, 'signed_again');
  perform stale_add(renewed.petition_id, renewed.id);
  if coalesce(renewed.held_for, signature_renew.held_for) is null then
    perform outbox_add(renewed.petition_id, renewed.id, 'confirmation');
    perform reminder_add(renewed.petition_id, renewed.id);
  end if;
  return renewed.id;
end
$$;

revoke execute on function undersigned.signature_renew(
  bigint, bytea, int, text, text, text, text, text, text, boolean, text, text, text
) from public;
comment on function undersigned.signature_renew(
  bigint, bytea, int, text, text, text, text, text, text, boolean, text, text, text
) is 'Takes a signature that was withdrawn anew, when its owner fills in the form again';
