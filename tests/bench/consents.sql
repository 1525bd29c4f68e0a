-- Gives every third signature of a petition a consent to news, every fifth one to an organization.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- psql "$PGURI" -v slug=amazon-ice -f tests/bench/consents.sql

\set ON_ERROR_STOP on
\set QUIET on

begin;

insert into undersigned.wording (language, words) values ('en', 'May we?') on conflict do nothing;

with organizations as (
  select array_agg(organization_id order by position) as ids
  from undersigned.petition_organization
  join undersigned.petition on petition.id = petition_id
  where slug = :'slug'
)
insert into undersigned.consent (
  petition_id, signature_id, organization_id, number, wording_id, language, given_at
)
select
  signature.petition_id, signature.id, organization_id, 1, wording.id, 'en', signature.signed_at
from undersigned.signature
join undersigned.petition on petition.id = signature.petition_id and slug = :'slug'
cross join organizations
join undersigned.wording on wording.language = 'en' and wording.words = 'May we?'
cross join lateral (
  select 0 as organization_id where signature.id % 3 = 0
  union all
  select ids[1 + signature.id / 5 % cardinality(ids)]
  where signature.id % 5 = 0 and cardinality(ids) > 0
) as given
on conflict do nothing;

commit;

vacuum analyze undersigned.consent;
