-- Whom a signer allows to write, and whom not.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven.
-- Returns one row per organization of the petition in the order of its file, then those that take
-- no part any more but have a consent that holds, then news about the petition, with an empty slug
-- and name. given_at is null where no consent holds. No row if there is no such signature, or if
-- nothing about the person is left of it.

create or replace function undersigned.consent_list(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns table (slug text, name text, given boolean, given_at timestamptz)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  with opened as (
    select signature.petition_id, id, mails, signed_at
    from signature
    where signature.petition_id = consent_list.petition_id
      and signature.id = consent_list.signature_id
      and signature.nonce = consent_list.nonce
      and state <> 'removed'
  ),
  asked as (
    select organization_id, position
    from opened
    join petition_organization on petition_organization.petition_id = opened.petition_id
    union all
    select 0, null from opened
  ),
  holding as (
    select organization_id, consent.given_at
    from opened
    join consent on consent.petition_id = opened.petition_id and consent.signature_id = opened.id
    where revoked_at is null
      -- What a form said that nobody has confirmed is to be said here, by who has the address.
      and consent_proven(opened.mails, opened.signed_at, consent.given_at)
  )
  select
    coalesce(organization.slug, ''), coalesce(organization.name, ''),
    holding.given_at is not null, holding.given_at
  from asked
  full join holding using (organization_id)
  left join organization on organization.id = organization_id
  order by organization_id = 0, position, organization.name;
$$;

revoke execute on function undersigned.consent_list(bigint, bigint, bigint) from public;
comment on function undersigned.consent_list(bigint, bigint, bigint) is
  'Whom a signer allows to write, and whom not';
