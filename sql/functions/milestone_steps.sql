-- The numbers of signatures that are milestones, the smallest first.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by milestone_add.
-- Returns them as a sorted array, in which width_bucket finds the latest one at once.

create or replace function undersigned.milestone_steps()
returns bigint[]
language sql immutable
set search_path = undersigned, pg_temp
as $$
  select '{
    100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000,
    1000000, 2500000, 5000000, 10000000, 25000000, 50000000, 100000000, 250000000, 500000000
  }'::bigint[];
$$;

revoke execute on function undersigned.milestone_steps() from public;
comment on function undersigned.milestone_steps() is
  'The numbers of signatures that are milestones';
