-- The consents that came with a batch of new signatures.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add when there are any, with the ids of the signatures that were added or
-- renewed, null for the others, and planned with its settings. Organizations that take no part in
-- the petition are passed over: somebody made them up.
-- Returns nothing.

create or replace function undersigned.consent_add(
  petition_id bigint[], signature_id bigint[], consents text[], wording bigint[], language text[],
  source text[]
)
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  insert into consent (
    petition_id, signature_id, organization_id, number, wording_id, language, source
  )
  select distinct
    given.petition_id, given.signature_id, item::bigint,
    (
      select coalesce(max(number), 0) + 1
      from consent
      where consent.petition_id = given.petition_id
        and consent.signature_id = given.signature_id
        and organization_id = item::bigint
    ),
    given.wording, given.language, given.source
  from unnest(
    consent_add.petition_id, consent_add.signature_id, consents, consent_add.wording,
    consent_add.language, consent_add.source
  ) as given (petition_id, signature_id, consents, wording, language, source)
  cross join lateral string_to_table(given.consents, ',') as item
  where given.signature_id is not null
    and given.wording is not null
    and (
      item = '0'
      or exists (
        select from petition_organization
        where petition_organization.petition_id = given.petition_id
          and petition_organization.organization_id = item::bigint
      )
    );
$$;

revoke execute on function undersigned.consent_add(
  bigint[], bigint[], text[], bigint[], text[], text[]
) from public;
comment on function undersigned.consent_add(
  bigint[], bigint[], text[], bigint[], text[], text[]
) is 'The consents that came with a batch of new signatures';
