-- All that the page of a petition shows.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for each page and count that is not fresh enough in the program's memory,
-- and by `undersigned show`. The count is the sum of the tally's slots, however many have signed.
-- Returns one row per language with the words of its current revision, the language that was
-- imported first at the top; no row if there is no such petition.

create or replace function undersigned.petition_find(petition_slug text)
returns table (
  id bigint, slug text, state text, goal int, closes_on date, confirmation text, confirmed bigint,
  revision int, language text, title text, target text, body text, letter text, signer_line text,
  erase_on date, paper int, roll text
)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    petition.id, slug,
    petition_state(state, closes_on)::text,
    goal_shown(goal, goal_rises, counted.confirmed), closes_on, confirmation::text,
    counted.confirmed,
    number, language, title, target, body, letter, signer_line,
    erase_on, paper, roll_names::text
  from petition
  cross join lateral (
    select coalesce(sum(confirmed), 0)::bigint as confirmed
    from tally
    where tally.petition_id = petition.id
  ) as counted
  cross join lateral (
    select distinct on (language)
      *, min(number) over (partition by language) as first_number
    from revision
    where revision.petition_id = petition.id
    order by language, number desc
  ) as current
  where slug = petition_find.petition_slug
  order by first_number;
$$;

revoke execute on function undersigned.petition_find(text) from public;
comment on function undersigned.petition_find(text) is 'All that the page of a petition shows';
