-- Every petition in each of its languages, for the list of petitions.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role and by `undersigned list`.
-- Returns one row per petition and language with the words of its current revision, the newest
-- petition first, the languages of a petition in the order in which they were first imported.

create or replace function undersigned.petition_list()
returns table (
  slug text, language text, title text, target text, state text, confirmed bigint, goal int
)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    slug, language, title, target,
    petition_state(state, closes_on)::text,
    (
      select coalesce(sum(confirmed), 0)::bigint from tally where tally.petition_id = petition.id
    ),
    goal
  from petition
  join (
    select distinct on (petition_id, language)
      *, min(number) over (partition by petition_id, language) as first_number
    from revision
    order by petition_id, language, number desc
  ) as current on current.petition_id = petition.id
  order by petition.id desc, first_number;
$$;

revoke execute on function undersigned.petition_list() from public;
comment on function undersigned.petition_list() is
  'Every petition in each of its languages, for the list of petitions';
