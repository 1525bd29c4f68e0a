-- For organizers: which links bring signatures, and how far these come.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.funnel_by_source with (security_barrier) as
select
  petition.slug,
  funnel.source,
  organization.name as organization,
  funnel.submitted, funnel.mailed, funnel.pending, funnel.confirmed, funnel.held,
  funnel.withdrawn, funnel.removed
from undersigned.petition
cross join lateral (
  select
    nullif(part.value collate "default", '') as source,
    coalesce(sum(part.count), 0)::bigint as submitted,
    coalesce(sum(part.count) filter (where part.mailed), 0)::bigint as mailed,
    coalesce(sum(part.count) filter (where part.state = 'pending'), 0)::bigint as pending,
    coalesce(sum(part.count) filter (where part.state = 'confirmed'), 0)::bigint as confirmed,
    coalesce(sum(part.count) filter (where part.state = 'held'), 0)::bigint as held,
    coalesce(sum(part.count) filter (where part.state = 'withdrawn'), 0)::bigint as withdrawn,
    coalesce(sum(part.count) filter (where part.state = 'removed'), 0)::bigint as removed
  from undersigned.summary_now(petition.id, 'source') as part
  group by 1
  having sum(part.count) <> 0
) as funnel
left join undersigned.organization
  on organization.slug = funnel.source
  and exists (
    select from undersigned.petition_organization
    where petition_organization.petition_id = petition.id
      and petition_organization.organization_id = organization.id
  )
where undersigned.petition_granted(petition.id);

comment on view undersigned.funnel_by_source is
  'How far the signatures came that each link brought';
comment on column undersigned.funnel_by_source.slug is 'The petition';
comment on column undersigned.funnel_by_source.source is
  'The `source=` of the link; null for signers who came without one; withdrawn and removed '
  'signatures have lost theirs';
comment on column undersigned.funnel_by_source.organization is
  'The participating organization whose slug that is; null: another source';
comment on column undersigned.funnel_by_source.submitted is
  'Signatures that were given, whatever became of them';
comment on column undersigned.funnel_by_source.mailed is
  'Those for which the relay took a confirmation mail';
comment on column undersigned.funnel_by_source.pending is 'Those that nobody has confirmed yet';
comment on column undersigned.funnel_by_source.confirmed is 'Those that count';
comment on column undersigned.funnel_by_source.held is 'Those that wait for an organizer';
comment on column undersigned.funnel_by_source.withdrawn is 'Those that their signers took back';
comment on column undersigned.funnel_by_source.removed is
  'Those that were erased: by their signers, by the owner of the address or by an organizer';
