-- A name for links: the words of a text in lower-case ASCII with '-' between them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by petition_import. Accents and apostrophes are dropped, not taken for gaps between words.
-- Returns the slug, at most 80 characters long; empty if the text has no Latin letter or digit.

create or replace function undersigned.slug_make(words text)
returns text
language sql immutable
set search_path = undersigned, pg_temp
as $$
  select trim('-' from left(trim('-' from gaps), 80))
  from
    regexp_replace(normalize(words, nfd), U&'[\0300-\036F''\2019]', '', 'g') as letters,
    regexp_replace(lower(letters collate "C"), '[^a-z0-9]+', '-', 'g') as gaps;
$$;

revoke execute on function undersigned.slug_make(text) from public;
comment on function undersigned.slug_make(text) is
  'A name for links: the words of a text in lower-case ASCII with ''-'' between them';
