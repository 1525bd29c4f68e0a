-- For organizers: how far signatures come from each postal area.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.funnel_by_area with (security_barrier) as
select
  petition.slug,
  funnel.country,
  funnel.area,
  funnel.submitted, funnel.mailed, funnel.pending, funnel.confirmed, funnel.held,
  funnel.withdrawn, funnel.removed
from undersigned.petition
cross join lateral (
  select
    nullif(split_part(part.value collate "default", ' ', 1), '') as country,
    nullif(substr(part.value collate "default", strpos(part.value, ' ') + 1), '') as area,
    coalesce(sum(part.count), 0)::bigint as submitted,
    coalesce(sum(part.count) filter (where part.mailed), 0)::bigint as mailed,
    coalesce(sum(part.count) filter (where part.state = 'pending'), 0)::bigint as pending,
    coalesce(sum(part.count) filter (where part.state = 'confirmed'), 0)::bigint as confirmed,
    coalesce(sum(part.count) filter (where part.state = 'held'), 0)::bigint as held,
    coalesce(sum(part.count) filter (where part.state = 'withdrawn'), 0)::bigint as withdrawn,
    coalesce(sum(part.count) filter (where part.state = 'removed'), 0)::bigint as removed
  from undersigned.summary_now(petition.id, 'area') as part
  group by 1, 2
  having sum(part.count) <> 0
) as funnel
where undersigned.petition_granted(petition.id);

comment on view undersigned.funnel_by_area is 'How far the signatures came from each postal area';
comment on column undersigned.funnel_by_area.slug is 'The petition';
comment on column undersigned.funnel_by_area.country is
  'ISO 3166-1, two letters; withdrawn and removed signatures have lost theirs: null';
comment on column undersigned.funnel_by_area.area is
  'The first two or three characters of the postal code, as its country divides them';
comment on column undersigned.funnel_by_area.submitted is
  'Signatures that were given, whatever became of them';
comment on column undersigned.funnel_by_area.mailed is
  'Those for which the relay took a confirmation mail';
comment on column undersigned.funnel_by_area.pending is 'Those that nobody has confirmed yet';
comment on column undersigned.funnel_by_area.confirmed is 'Those that count';
comment on column undersigned.funnel_by_area.held is 'Those that wait for an organizer';
comment on column undersigned.funnel_by_area.withdrawn is 'Those that their signers took back';
comment on column undersigned.funnel_by_area.removed is
  'Those that were erased: by their signers, by the owner of the address or by an organizer';
