-- The goal that is shown for so many confirmed signatures.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions and views that show petitions. A goal that rises is followed, when nine
-- tenths of it are reached, by the next milestone, so that the bar is never full; it is computed, so
-- that no signature has to raise it. It has no settings of its own, so that the planner can write
-- its body in their place.
-- Returns the goal, null if there is none.

create or replace function undersigned.goal_shown(goal int, rises boolean, confirmed bigint)
returns int
language sql immutable
as $$
  select case
    when goal is null or not rises or confirmed < goal * 0.9 then goal
    else coalesce(
      (
        select min(step)::int
        from unnest(undersigned.milestone_steps()) as step
        where step > goal and confirmed < step * 0.9
      ),
      -- More than there are people.
      2147483647
    )
  end;
$$;

revoke execute on function undersigned.goal_shown(int, boolean, bigint) from public;
comment on function undersigned.goal_shown(int, boolean, bigint) is
  'The goal that is shown for so many confirmed signatures';
