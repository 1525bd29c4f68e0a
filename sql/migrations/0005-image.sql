-- What a petition is shared with: its image, and the milestones that its feed tells of.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create table if not exists undersigned.milestone (
  petition_id bigint not null,
  count bigint not null,
  reached_at timestamptz not null default now(),
  primary key (petition_id, count)
);

comment on table undersigned.milestone is 'The round numbers of signatures that petitions reached';
comment on column undersigned.milestone.petition_id is 'The petition';
comment on column undersigned.milestone.count is 'How many confirmed signatures';
comment on column undersigned.milestone.reached_at is
  'When the first confirmation was committed that saw so many; kept when signatures are withdrawn';

-- Petitions that had signatures before there were milestones: their rows know when they counted.
insert into undersigned.milestone (petition_id, count, reached_at)
select counted.petition_id, counted.count, counted.confirmed_at
from (
  select
    signature.petition_id, signature.confirmed_at,
    row_number() over (partition by signature.petition_id order by signature.confirmed_at) as count
  from undersigned.signature
  where signature.state = 'confirmed' and signature.confirmed_at is not null
) as counted
where counted.count = any (array(
  select factor * (10 ^ zeros)::bigint / 2
  from unnest('{2,5,10}'::bigint[]) as factor, generate_series(2, 8) as zeros
))
on conflict do nothing;

-- What a function returns can be changed only by making it anew.
do $$
begin
  if exists (
    select from pg_proc
    where oid = to_regprocedure('undersigned.petition_list()')
      and not 'revised_at' = any (proargnames)
  ) then
    drop function undersigned.petition_list();
  end if;
end
$$;
