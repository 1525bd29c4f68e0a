-- For organizers: how many signatures were confirmed in each hour.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.signatures_by_hour with (security_barrier) as
select petition.slug, counted.hour, counted.confirmed
from undersigned.petition
cross join lateral (
  select
    date_trunc('hour', to_timestamp(part.value::bigint * 900) at time zone petition.time_zone) as hour,
    sum(part.count)::bigint as confirmed
  from undersigned.summary_now(petition.id, 'confirmed_at') as part
  where part.state = 'confirmed'
  group by 1
  having sum(part.count) <> 0
) as counted
where undersigned.petition_granted(petition.id);

comment on view undersigned.signatures_by_hour is 'How many signatures were confirmed in each hour';
comment on column undersigned.signatures_by_hour.slug is 'The petition';
comment on column undersigned.signatures_by_hour.hour is 'The hour, in the petition''s time zone';
comment on column undersigned.signatures_by_hour.confirmed is
  'Signatures confirmed in that hour that still count';
