-- Some of the latest signers of a petition who let their name be shown.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for the page of a petition, every ten seconds for each of its processes.
-- A name that was typed into one field is shown up to its first space: no more than a first name. A
-- comment is shown when an organizer approved it and the signer did not hide it, if it is not long.
-- Returns at most 3 rows with a comment, the latest approval first, then at most 12 without one, the
-- latest confirmation first.
--
-- An index of those who can be shown would have to know the state of a signature: each confirmation
-- would write to it, and to every other index of the row as well, for no more than a few names. So a
-- hundred signatures are looked through, the latest ones, and some from further and further back:
-- while thousands sign in a second, the latest have had no time yet to confirm. These are at most
-- 500 rows of the primary key, however many there are. Approved comments are few, and have an index
-- that signing and confirming never write to. Plans that would sort more are priced out, and such
-- a price would call the compiler (JIT), which takes a hundred times as long as the query.

create or replace function undersigned.petition_voices(petition_id bigint)
returns table (given_name text, country text, comment text)
language sql stable security definer
set search_path = undersigned, pg_temp
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
set jit = off
as $$
  with said as (
    select id, comment_approved_at as moment, given_name, family_name, country, comment
    from (
      select *
      from signature
      where signature.petition_id = petition_voices.petition_id and comment_approved_at is not null
      order by comment_approved_at desc
      limit 100
    ) as signature
    where state = 'confirmed' and show_name and not comment_hidden
      and given_name <> '' and comment <> '' and char_length(comment) <= 500
    order by moment desc
    limit 3
  ),
  named as (
    select id, confirmed_at as moment, given_name, family_name, country, null as comment
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
        where signature.petition_id = petition_voices.petition_id
          and signature.id <= latest.id - back
        order by id desc
        limit 100
      ) as looked
    ) as signature
    where state = 'confirmed' and show_name and given_name <> ''
      and id not in (select id from said)
    order by moment desc, id desc
    limit 12
  )
  select
    case when coalesce(family_name, '') = '' then split_part(given_name, ' ', 1) else given_name end,
    country, comment
  from (select * from said union all select * from named) as voices
  order by comment is null, moment desc, id desc;
$$;

revoke execute on function undersigned.petition_voices(bigint) from public;
comment on function undersigned.petition_voices(bigint) is
  'Some of the latest signers of a petition who let their name be shown';
