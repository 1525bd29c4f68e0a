-- Makes a role that may log in, or gives it another password.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organization_login and organizer_login. The password comes as the server stores it, so
-- that no log ever holds it.
-- Returns made or renewed.

create or replace function undersigned.login_make(login text, verifier text, part text)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
declare
  known boolean := exists (select from pg_roles where rolname = login_make.login);
begin
  execute format(
    '%s role %I login password %L connection limit 8',
    case when known then 'alter' else 'create' end, login, verifier
  );
  execute format('grant %I to %I', part, login);
  return case when known then 'renewed' else 'made' end;
end
$$;

revoke execute on function undersigned.login_make(text, text, text) from public;
comment on function undersigned.login_make(text, text, text) is
  'Makes a role that may log in, or gives it another password';
