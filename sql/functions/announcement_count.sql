-- How many signers of a petition want its news, by their language.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned announce`, before anything is sent.
-- Returns one row per language, the most frequent first.

create or replace function undersigned.announcement_count(slug text)
returns table (language text, count bigint)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select reader.language, count(*)
  from petition
  cross join announcement_readers(petition.id, now(), 0, null) as reader
  where petition.slug = announcement_count.slug
  group by reader.language
  order by count(*) desc, reader.language;
$$;

revoke execute on function undersigned.announcement_count(text) from public;
comment on function undersigned.announcement_count(text) is
  'How many signers of a petition want its news, by their language';
