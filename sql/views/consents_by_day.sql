-- For organizers: consents through time.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.consents_by_day with (security_barrier) as
select
  petition.slug,
  organization.slug as organization,
  counted.day,
  counted.given,
  counted.revoked
from undersigned.petition
cross join lateral (
  select
    split_part(part.value, ' ', 1)::bigint as organization_id,
    (
      to_timestamp(split_part(part.value, ' ', 2)::bigint * 900) at time zone petition.time_zone
    )::date as day,
    coalesce(sum(part.count) filter (where part.dimension = 'consent_given'), 0)::bigint as given,
    coalesce(sum(part.count) filter (where part.dimension = 'consent_revoked'), 0)::bigint
      as revoked
  from undersigned.summary_now(petition.id, 'consent_given', 'consent_revoked') as part
  group by 1, 2
  having sum(part.count) <> 0
) as counted
left join undersigned.organization on organization.id = counted.organization_id
where undersigned.petition_granted(petition.id);

comment on view undersigned.consents_by_day is
  'How many consents were given and taken back on each day';
comment on column undersigned.consents_by_day.slug is 'The petition';
comment on column undersigned.consents_by_day.organization is
  'The organization; null: the organizers, with news about the petition';
comment on column undersigned.consents_by_day.day is 'The day, in the petition''s time zone';
comment on column undersigned.consents_by_day.given is 'Consents that were given on that day';
comment on column undersigned.consents_by_day.revoked is
  'Consents that were taken back on that day';
