-- For organizers: who may write to how many signers.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.consents with (security_barrier) as
select
  petition.slug,
  organization.slug as organization,
  counted.given,
  counted.revoked,
  counted.waiting,
  counted.live
from undersigned.petition
cross join lateral (
  select
    split_part(part.value, ' ', 1)::bigint as organization_id,
    coalesce(sum(part.count) filter (where part.dimension = 'consent_given'), 0)::bigint as given,
    coalesce(sum(part.count) filter (where part.dimension = 'consent_revoked'), 0)::bigint
      as revoked,
    coalesce(sum(part.count) filter (
      where part.dimension = 'consent_live' and part.state in ('pending', 'held')
    ), 0)::bigint as waiting,
    coalesce(sum(part.count) filter (
      where part.dimension = 'consent_live' and part.state = 'confirmed'
    ), 0)::bigint as live
  from undersigned.summary_now(petition.id, 'consent_given', 'consent_revoked', 'consent_live') as part
  group by 1
  having sum(part.count) <> 0
) as counted
left join undersigned.organization on organization.id = counted.organization_id
where undersigned.petition_granted(petition.id);

comment on view undersigned.consents is 'How many signers let whom write to them';
comment on column undersigned.consents.slug is 'The petition';
comment on column undersigned.consents.organization is
  'The organization; null: the organizers, with news about the petition';
comment on column undersigned.consents.given is
  'Consents that were ever given, each yes once; those of erased signers are erased';
comment on column undersigned.consents.revoked is 'Those that were taken back';
comment on column undersigned.consents.waiting is
  'Those that hold once somebody has followed a link: of signatures that are not confirmed yet, or that '
  'count without it';
comment on column undersigned.consents.live is
  'Those that hold, of confirmed signatures: whom may be written to now';
