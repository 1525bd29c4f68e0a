-- For organizers: what each organization brings to a petition, and what it gets.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.organizations with (security_barrier) as
select
  petition.slug,
  organization.slug as organization,
  organization.name,
  petition_organization.position,
  brought.submitted,
  brought.confirmed,
  consented.live as consents
from undersigned.petition
join undersigned.petition_organization on petition_organization.petition_id = petition.id
join undersigned.organization on organization.id = petition_organization.organization_id
cross join lateral (
  select
    coalesce(sum(part.count), 0)::bigint as submitted,
    coalesce(sum(part.count) filter (where part.state = 'confirmed'), 0)::bigint as confirmed
  from undersigned.summary_part as part
  where part.petition_id = petition.id
    and part.dimension = 'source'
    and part.value = organization.slug
) as brought
cross join lateral (
  select coalesce(sum(part.count), 0)::bigint as live
  from undersigned.summary_part as part
  where part.petition_id = petition.id
    and part.dimension = 'consent_live'
    and part.value = organization.id::text collate "C"
    and part.state = 'confirmed'
) as consented
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
