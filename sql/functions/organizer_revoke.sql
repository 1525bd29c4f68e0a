-- Takes back that a login reads a petition as an organizer.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organizer`. An empty slug is every petition.
-- Returns the outcome:
--   revoked    the login no longer reads it
--   unchanged  it was not granted

create or replace function undersigned.organizer_revoke(login text, slug text)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  delete from petition_reader
  where petition_reader.login = organizer_revoke.login
    and (
      organizer_revoke.slug = ''
      or petition_id = (select id from petition where petition.slug = organizer_revoke.slug)
    );
  return case when found then 'revoked' else 'unchanged' end;
end
$$;

revoke execute on function undersigned.organizer_revoke(text, text) from public;
comment on function undersigned.organizer_revoke(text, text) is
  'Takes back that a login reads a petition as an organizer';
