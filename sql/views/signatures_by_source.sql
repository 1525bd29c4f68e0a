-- For organizers: which links bring signatures, and how many of those get confirmed.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.signatures_by_source with (security_barrier) as
select petition.slug, counted.source, counted.confirmed, counted.pending
from undersigned.petition
cross join lateral (
  select
    nullif(part.value collate "default", '') as source,
    coalesce(sum(part.count) filter (where part.state = 'confirmed'), 0)::bigint as confirmed,
    coalesce(sum(part.count) filter (where part.state = 'pending'), 0)::bigint as pending
  from undersigned.summary_now(petition.id, 'source') as part
  where part.state in ('confirmed', 'pending')
  group by 1
  having sum(part.count) <> 0
) as counted
where undersigned.petition_granted(petition.id);

comment on view undersigned.signatures_by_source is
  'Which links bring signatures, and how many of those get confirmed';
comment on column undersigned.signatures_by_source.slug is 'The petition';
comment on column undersigned.signatures_by_source.source is
  'The `source=` of the link; null for signers who came without one';
comment on column undersigned.signatures_by_source.confirmed is 'Confirmed signatures';
comment on column undersigned.signatures_by_source.pending is
  'Signatures whose address is not proven yet';
