-- For organizers: what each organization brings to a petition, and what it gets.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.organizations with (security_barrier) as
select
  petition.slug,
  counted.organization,
  counted.name,
  counted.position,
  counted.submitted,
  counted.confirmed,
  counted.consents
from undersigned.petition
cross join lateral (
  select
    organization.slug as organization,
    organization.name,
    petition_organization.position,
    coalesce(sum(part.count) filter (where part.dimension = 'source'), 0)::bigint as submitted,
    coalesce(sum(part.count) filter (
      where part.dimension = 'source' and part.state = 'confirmed'
    ), 0)::bigint as confirmed,
    coalesce(sum(part.count) filter (
      where part.dimension = 'consent_live' and part.state = 'confirmed'
    ), 0)::bigint as consents
  from undersigned.petition_organization
  join undersigned.organization on organization.id = petition_organization.organization_id
  left join undersigned.summary_now(petition.id, 'source', 'consent_live') as part
    on part.value = case part.dimension
      when 'source' then organization.slug
      else organization.id::text collate "C"
    end
  where petition_organization.petition_id = petition.id
  group by organization.id, petition_organization.position
) as counted
where undersigned.petition_granted(petition.id);

comment on view undersigned.organizations is
  'What each participating organization brings to a petition, and whom it may write to';
comment on column undersigned.organizations.slug is 'The petition';
comment on column undersigned.organizations.organization is
  'The organization''s slug, which links carry as their `source=`';
comment on column undersigned.organizations.name is 'Its name';
comment on column undersigned.organizations.position is 'Its place in the petition file';
comment on column undersigned.organizations.submitted is 'Signatures that came through its links';
comment on column undersigned.organizations.confirmed is 'Those of them that count';
comment on column undersigned.organizations.consents is
  'Confirmed signers who let it write to them now';
