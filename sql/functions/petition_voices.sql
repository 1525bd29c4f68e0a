-- Some of the latest signers of a petition who let their name be shown.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for the page of a petition, every ten seconds for each of its processes.
-- A name that was typed into one field is shown up to its first space: no more than a first name.
-- Returns at most 12 rows, the latest confirmation first.
--
-- An index of those who can be shown would have to know the state of a signature: each confirmation
-- would write to it, and to every other index of the row as well, for no more than a few names. So a
-- hundred signatures are looked through, the latest ones, and some from further and further back:
-- while thousands sign in a second, the latest have had no time yet to confirm. These are at most
-- 500 rows of the primary key, however many there are.

create or replace function undersigned.petition_voices(petition_id bigint)
returns table (given_name text, country text, comment text)
language sql stable security definer
set search_path = undersigned, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
as $$
  select
    case when coalesce(family_name, '') = '' then split_part(given_name, ' ', 1) else given_name end,
    country,
    null::text
  from (
    select distinct on (looked.id) looked.*
    from (
      select id
      from signature
      where signature.petition_id = petition_voices.petition_id
      order by id desc
      limit 1
    ) as latest
    cross join unnest(array[0, 1000, 10000, 100000, 1000000]) as back
    cross join lateral (
      select id, state, confirmed_at, show_name, given_name, family_name, country
      from signature
      where signature.petition_id = petition_voices.petition_id and signature.id <= latest.id - back
      order by id desc
      limit 100
    ) as looked
  ) as signature
  where state = 'confirmed' and show_name and given_name <> ''
  order by confirmed_at desc, id desc
  limit 12;
$$;

revoke execute on function undersigned.petition_voices(bigint) from public;
comment on function undersigned.petition_voices(bigint) is
  'Some of the latest signers of a petition who let their name be shown';
