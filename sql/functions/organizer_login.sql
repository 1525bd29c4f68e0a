-- Makes the login of an organizer, or gives it another password.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organizer login`. The password comes as the server stores it. It reads
-- nothing before organizer_grant grants it a petition.
-- Returns the outcome:
--   made     it is there
--   renewed  it has another password
--   taken    there is such a role already, and it is not an organizer's

create or replace function undersigned.organizer_login(login text, verifier text)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
begin
  if exists (
    select from pg_roles
    where rolname = organizer_login.login
      and (
        rolsuper or rolcreaterole or rolbypassrls or rolreplication
        or not pg_has_role(oid, 'undersigned_organizer', 'member')
      )
  ) then
    return 'taken';
  end if;
  return login_make(organizer_login.login, verifier, 'undersigned_organizer');
end
$$;

revoke execute on function undersigned.organizer_login(text, text) from public;
comment on function undersigned.organizer_login(text, text) is
  'Makes the login of an organizer, or gives it another password';
