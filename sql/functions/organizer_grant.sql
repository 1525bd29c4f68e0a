-- Lets a login read a petition as an organizer.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organizer`. An empty slug is every petition, those to come as well. Twice
-- is the same as once.
-- Returns the outcome:
--   granted  the login reads it from now on
--   login    there is no such role
--   unknown  there is no such petition

create or replace function undersigned.organizer_grant(login text, slug text)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  granting bigint := case organizer_grant.slug
    when '' then 0
    else (select id from petition where petition.slug = organizer_grant.slug)
  end;
begin
  if granting is null then
    return 'unknown';
  elsif not exists (select from pg_roles where rolname = organizer_grant.login) then
    return 'login';
  end if;

  insert into petition_reader (login, petition_id)
  values (organizer_grant.login, granting)
  on conflict do nothing;
  execute format('grant undersigned_organizer to %I', organizer_grant.login);
  return 'granted';
end
$$;

revoke execute on function undersigned.organizer_grant(text, text) from public;
comment on function undersigned.organizer_grant(text, text) is
  'Lets a login read a petition as an organizer';
