-- Whom a signature allows to write, for the mails that tell its signer.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim.
-- Returns the names of the organizations, each with a newline behind it; an empty one, the last, is
-- news about the petition; null if no consent holds.

create or replace function undersigned.consent_names(owner undersigned.signature)
returns text
language sql stable
set search_path = undersigned, pg_temp
as $$
  select string_agg(
    coalesce(organization.name, '') || e'\n', ''
    order by organization_id = 0, organization.name
  )
  from consent
  left join organization on organization.id = organization_id
  where consent.petition_id = owner.petition_id
    and consent.signature_id = owner.id
    and revoked_at is null
    and consent_proven(owner.mails, owner.signed_at, consent.given_at);
$$;

revoke execute on function undersigned.consent_names(undersigned.signature) from public;
comment on function undersigned.consent_names(undersigned.signature) is
  'Whom a signature allows to write, for the mails that tell its signer';
