-- Begins an announcement: from now on couriers send it to the signers who want news.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned announce`. The arrays have an element for each language that it is written
-- in; the first is for those in whose language it is not. The code stands for the words: twice is
-- the same as once.
-- Returns one row with the outcome and the announcement's number:
--   begun    it goes out from now on
--   known    these words were announced before
--   nobody   nobody would get it, and it is not begun
--   unknown  there is no such petition

create or replace function undersigned.announcement_begin(
  slug text, code text, language text[], subject text[], body text[]
)
returns table (outcome text, id int)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  found_petition bigint;
  readers bigint;
begin
  -- Whoever begins another one of this petition waits here, and takes the number behind.
  select petition.id into found_petition
  from petition
  where petition.slug = announcement_begin.slug
  for no key update;
  outcome := 'unknown';
  if found_petition is null then
    return next;
    return;
  end if;

  select announcement.id into id
  from announcement
  where announcement.petition_id = found_petition
    and announcement.code = announcement_begin.code;
  outcome := 'known';
  if id is null then
    select count(*) into readers from announcement_readers(found_petition, now(), 0, null);
    outcome := case when readers = 0 then 'nobody' else 'begun' end;
  end if;

  if outcome = 'begun' then
    insert into announcement (petition_id, id, code, expected)
    select
      found_petition,
      coalesce(
        (select max(announcement.id) from announcement where petition_id = found_petition), 0
      ) + 1,
      announcement_begin.code, readers
    returning announcement.id into id;
    insert into announcement_text (petition_id, announcement_id, number, language, subject, body)
    select found_petition, announcement_begin.id, number, words.language, words.subject, words.body
    from unnest(
      announcement_begin.language, announcement_begin.subject, announcement_begin.body
    ) with ordinality as words (language, subject, body, number);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.announcement_begin(text, text, text[], text[], text[])
from public;
comment on function undersigned.announcement_begin(text, text, text[], text[], text[]) is
  'Begins an announcement';
