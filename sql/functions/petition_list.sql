-- Every petition in each of its languages, for the list of petitions.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role, and by `undersigned list`, which wants the whole of it: paused and retired
-- petitions, too.
-- Returns one row per petition and language with the words of its current revision, the newest
-- petition first, the languages of a petition in the order in which they were first imported. The
-- times, when the petition was made and when these words, are in UTC as RFC 3339 writes them.

create or replace function undersigned.petition_list(whole boolean default false)
returns table (
  slug text, language text, title text, target text, state text, confirmed bigint, goal int,
  created_at text, revised_at text
)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    slug, language, title, target,
    petition_state(state, closes_on)::text,
    counted.confirmed,
    goal_shown(goal, goal_rises, counted.confirmed),
    to_char(petition.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    to_char(current.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  from petition
  cross join lateral (
    select coalesce(sum(confirmed), 0)::bigint as confirmed
    from tally
    where tally.petition_id = petition.id
  ) as counted
  join (
    select distinct on (petition_id, language)
      *, min(number) over (partition by petition_id, language) as first_number
    from revision
    order by petition_id, language, number desc
  ) as current on current.petition_id = petition.id
  where whole or petition_state(state, closes_on)::text in ('open', 'closed')
  order by petition.id desc, first_number;
$$;

revoke execute on function undersigned.petition_list(boolean) from public;
comment on function undersigned.petition_list(boolean) is
  'Every petition in each of its languages, for the list of petitions';
