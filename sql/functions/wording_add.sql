-- Finds the words that consents are asked for in, or keeps them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role when a program first shows them.
-- Returns one row with the id, the same for the same words.

create or replace function undersigned.wording_add(language text, words text)
returns table (id bigint)
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  insert into wording (language, words) values (wording_add.language, wording_add.words)
  on conflict do nothing;
  return query
  select id
  from wording
  where language = wording_add.language and words = wording_add.words;
end
$$;

revoke execute on function undersigned.wording_add(text, text) from public;
comment on function undersigned.wording_add(text, text) is
  'Finds the words that consents are asked for in, or keeps them';
