-- For organizers: how far signatures come.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.funnel with (security_barrier) as
select
  petition.slug,
  funnel.submitted, funnel.mailed, funnel.pending, funnel.confirmed, funnel.held,
  funnel.withdrawn, funnel.removed
from undersigned.petition
cross join lateral (
  select
    coalesce(sum(part.count), 0)::bigint as submitted,
    coalesce(sum(part.count) filter (where part.mailed), 0)::bigint as mailed,
    coalesce(sum(part.count) filter (where part.state = 'pending'), 0)::bigint as pending,
    coalesce(sum(part.count) filter (where part.state = 'confirmed'), 0)::bigint as confirmed,
    coalesce(sum(part.count) filter (where part.state = 'held'), 0)::bigint as held,
    coalesce(sum(part.count) filter (where part.state = 'withdrawn'), 0)::bigint as withdrawn,
    coalesce(sum(part.count) filter (where part.state = 'removed'), 0)::bigint as removed
  from undersigned.summary_now(petition.id, 'signed_at') as part
) as funnel
where undersigned.petition_granted(petition.id);

comment on view undersigned.funnel is
  'How far the signatures of each petition came; how many saw the page is not known: nobody is '
  'followed';
comment on column undersigned.funnel.slug is 'The petition';
comment on column undersigned.funnel.submitted is
  'Signatures that were given, whatever became of them';
comment on column undersigned.funnel.mailed is 'Those for which the relay took a confirmation mail';
comment on column undersigned.funnel.pending is 'Those that nobody has confirmed yet';
comment on column undersigned.funnel.confirmed is 'Those that count';
comment on column undersigned.funnel.held is 'Those that wait for an organizer';
comment on column undersigned.funnel.withdrawn is 'Those that their signers took back';
comment on column undersigned.funnel.removed is
  'Those that were erased: by their signers, by the owner of the address or by an organizer';
