-- Notes the milestones that a petition has reached, each once.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by tally_add, behind its own addition: once for a batch of confirmations and a petition.
-- Not by whoever reads the count: showing a page changes nothing in the database. Not by the
-- courier: while it has mail to send it does not look around, and that is when milestones are
-- reached. It costs the sum of the tally's slots, which share a page, and the look for one key;
-- writers wait for each other only in the moment in which both note the same milestone.
--
-- Two batches that are committed at the same time do not see each other: together they may reach
-- what neither of them notes. The next confirmation does, and brings all that were passed.
-- Milestones stay when signatures are withdrawn: they were reached.
-- Returns nothing.

create or replace function undersigned.milestone_add(petition_id bigint)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  steps constant bigint[] := milestone_steps();
  total constant bigint := (
    select sum(confirmed) from tally where tally.petition_id = milestone_add.petition_id
  );
  -- How many there are up to the total.
  place constant int := width_bucket(total, steps);
begin
  if place = 0 or exists (
    select from milestone
    where milestone.petition_id = milestone_add.petition_id and milestone.count = steps[place]
  ) then
    return;
  end if;

  insert into milestone (petition_id, count)
  select milestone_add.petition_id, step from unnest(steps[1:place]) as step order by step
  on conflict do nothing;
end
$$;

revoke execute on function undersigned.milestone_add(bigint) from public;
comment on function undersigned.milestone_add(bigint) is
  'Notes the milestones that a petition has reached, each once';
