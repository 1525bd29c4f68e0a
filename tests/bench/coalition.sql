-- Gives a crowd what organizers ask for: consents to every organization, comments, what is held.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- psql "$PGURI" -v slug=amazon-ice -f tests/bench/coalition.sql
-- After crowd.sql: a fiftieth of the signers lets each organization write, every two hundredth has a
-- comment, every thousandth waits for an organizer.

\set ON_ERROR_STOP on
\set QUIET on

begin;

insert into undersigned.wording (language, words) values ('en', 'May they write to you?')
on conflict do nothing;

insert into undersigned.consent (
  petition_id, signature_id, organization_id, number, wording_id, language, given_at
)
select
  signature.petition_id, signature.id, petition_organization.organization_id, 1,
  (select min(id) from undersigned.wording), 'en', signature.signed_at
from undersigned.petition
join undersigned.signature on signature.petition_id = petition.id
join undersigned.petition_organization
  on petition_organization.petition_id = petition.id
  and signature.id % 50 = petition_organization.position
where petition.slug = :'slug'
on conflict do nothing;

update undersigned.signature set comment = 'Comment ' || signature.id
from undersigned.petition
where petition.slug = :'slug' and petition_id = petition.id and signature.id % 200 = 7;

with held as (
  update undersigned.signature set
    state = 'held', held_for = 'network', confirmed_at = null
  from undersigned.petition
  where petition.slug = :'slug' and petition_id = petition.id
    and signature.id % 1000 = 1 and signature.state = 'confirmed'
  returning petition_id
)
insert into undersigned.tally as tally (petition_id, slot, confirmed)
select petition_id, 0, -count(*) from held group by petition_id
on conflict (petition_id, slot) do update set confirmed = tally.confirmed + excluded.confirmed;

insert into undersigned.stale (petition_id, block)
select distinct petition_id, signature.id >> 14
from undersigned.signature
join undersigned.petition on petition.id = petition_id
where petition.slug = :'slug';

commit;

vacuum analyze undersigned.signature, undersigned.consent;
