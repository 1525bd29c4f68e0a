-- The words of an announcement for a signer's language.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim for each mail that is one.
-- Returns one row: those in the same language, else in the same but for its script or region, else
-- the first; no row if there is no such announcement.

create or replace function undersigned.announcement_words(
  petition_id bigint, announcement_id int, language text
)
returns table (subject text, body text, words_language text)
language sql stable strict
set search_path = undersigned, pg_temp
as $$
  select words.subject, words.body, words.language
  from announcement_text as words
  where words.petition_id = announcement_words.petition_id
    and words.announcement_id = announcement_words.announcement_id
  order by
    words.language = $3 desc,
    split_part(words.language, '-', 1) = split_part($3, '-', 1) desc,
    number
  limit 1;
$$;

revoke execute on function undersigned.announcement_words(bigint, int, text) from public;
comment on function undersigned.announcement_words(bigint, int, text) is
  'The words of an announcement for a signer''s language';
