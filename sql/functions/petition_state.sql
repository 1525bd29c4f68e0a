-- The state of a petition today: closed, too, when its last day has passed in UTC.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions and views that show or sign petitions. It has no settings of its own,
-- so that the planner can write its body in their place.
-- Returns open, paused, closed or retired.

create or replace function undersigned.petition_state(
  state undersigned.petition_state, closes_on date
)
returns undersigned.petition_state
language sql stable
as $$
  select case
    when closes_on < (now() at time zone 'UTC')::date and state::text <> 'retired' then 'closed'
    else state
  end;
$$;

revoke execute on function undersigned.petition_state(undersigned.petition_state, date) from public;
comment on function undersigned.petition_state(undersigned.petition_state, date) is
  'The state of a petition today';
