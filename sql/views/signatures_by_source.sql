-- For organizers: which links bring signatures, and how many of those get confirmed.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.signatures_by_source as
select
  petition.slug,
  signature.source,
  count(*) filter (where signature.state = 'confirmed') as confirmed,
  count(*) filter (where signature.state = 'pending') as pending
from undersigned.signature
join undersigned.petition on petition.id = signature.petition_id
where signature.state in ('confirmed', 'pending')
group by petition.slug, signature.source;

comment on view undersigned.signatures_by_source is
  'Which links bring signatures, and how many of those get confirmed';
comment on column undersigned.signatures_by_source.slug is 'The petition';
comment on column undersigned.signatures_by_source.source is
  'The `source=` of the link; null for signers who came without one';
comment on column undersigned.signatures_by_source.confirmed is 'Confirmed signatures';
comment on column undersigned.signatures_by_source.pending is
  'Signatures whose address is not proven yet';
