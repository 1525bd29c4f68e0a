-- For organizers: how many signatures were confirmed on each day.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.signatures_by_day with (security_barrier) as
select petition.slug, counted.day, counted.confirmed
from undersigned.petition
cross join lateral (
  select
    (to_timestamp(part.value::bigint * 900) at time zone petition.time_zone)::date as day,
    sum(part.count)::bigint as confirmed
  from undersigned.summary_now(petition.id, 'confirmed_at') as part
  where part.state = 'confirmed'
  group by 1
  having sum(part.count) <> 0
) as counted
where undersigned.petition_granted(petition.id);

comment on view undersigned.signatures_by_day is 'How many signatures were confirmed on each day';
comment on column undersigned.signatures_by_day.slug is 'The petition';
comment on column undersigned.signatures_by_day.day is 'The day, in the petition''s time zone';
comment on column undersigned.signatures_by_day.confirmed is
  'Signatures confirmed on that day that still count';
