-- For organizers: how far the signatures of each hour come.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.funnel_by_hour with (security_barrier) as
select
  petition.slug,
  funnel.hour,
  funnel.submitted, funnel.mailed, funnel.pending, funnel.confirmed, funnel.held,
  funnel.withdrawn, funnel.removed
from undersigned.petition
cross join lateral (
  select
    date_trunc('hour', to_timestamp(part.value::bigint * 900) at time zone petition.time_zone) as hour,
    coalesce(sum(part.count), 0)::bigint as submitted,
    coalesce(sum(part.count) filter (where part.mailed), 0)::bigint as mailed,
    coalesce(sum(part.count) filter (where part.state = 'pending'), 0)::bigint as pending,
    coalesce(sum(part.count) filter (where part.state = 'confirmed'), 0)::bigint as confirmed,
    coalesce(sum(part.count) filter (where part.state = 'held'), 0)::bigint as held,
    coalesce(sum(part.count) filter (where part.state = 'withdrawn'), 0)::bigint as withdrawn,
    coalesce(sum(part.count) filter (where part.state = 'removed'), 0)::bigint as removed
  from undersigned.summary_now(petition.id, 'signed_at') as part
  group by 1
  having sum(part.count) <> 0
) as funnel
where undersigned.petition_granted(petition.id);

comment on view undersigned.funnel_by_hour is
  'How far the signatures came that were given in each hour';
comment on column undersigned.funnel_by_hour.slug is 'The petition';
comment on column undersigned.funnel_by_hour.hour is
  'When the form was sent, in the petition''s time zone';
comment on column undersigned.funnel_by_hour.submitted is
  'Signatures that were given, whatever became of them';
comment on column undersigned.funnel_by_hour.mailed is
  'Those for which the relay took a confirmation mail';
comment on column undersigned.funnel_by_hour.pending is 'Those that nobody has confirmed yet';
comment on column undersigned.funnel_by_hour.confirmed is 'Those that count';
comment on column undersigned.funnel_by_hour.held is 'Those that wait for an organizer';
comment on column undersigned.funnel_by_hour.withdrawn is 'Those that their signers took back';
comment on column undersigned.funnel_by_hour.removed is
  'Those that were erased: by their signers, by the owner of the address or by an organizer';
