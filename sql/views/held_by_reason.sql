-- For organizers: how many signatures wait for what.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.held_by_reason with (security_barrier) as
select petition.slug, counted.held_for, counted.held
from undersigned.petition
cross join lateral (
  select part.value collate "default" as held_for, sum(part.count)::bigint as held
  from undersigned.summary_now(petition.id, 'held_for') as part
  group by 1
  having sum(part.count) <> 0
) as counted
where undersigned.petition_granted(petition.id);

comment on view undersigned.held_by_reason is
  'How many signatures wait for an organizer, by what they are held for';
comment on column undersigned.held_by_reason.slug is 'The petition';
comment on column undersigned.held_by_reason.held_for is 'As in held_signatures';
comment on column undersigned.held_by_reason.held is 'How many';
