-- Makes the login of an organization, or gives it another password.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organization login`. The password comes as the server stores it: made for
-- the login that organization_find returned.
-- Returns the outcome:
--   made     it is there, and reads what its signers allow
--   renewed  it has another password
--   taken    there is such a role already, and it is not this organization's
--   unknown  there is no such organization

create or replace function undersigned.organization_login_make(
  organization text, login text, verifier text
)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  chosen bigint := (
    select id from organization
    where slug = organization_login_make.organization
  );
begin
  if chosen is null then
    return 'unknown';
  elsif exists (select from pg_roles where rolname = organization_login_make.login)
    and not exists (
      select from organization_login
      where login = organization_login_make.login and organization_id = chosen
    )
  then
    return 'taken';
  end if;

  insert into organization_login (login, organization_id)
  values (organization_login_make.login, chosen)
  on conflict do nothing;
  return login_make(organization_login_make.login, verifier, 'undersigned_organization');
end
$$;

revoke execute on function undersigned.organization_login_make(text, text, text) from public;
comment on function undersigned.organization_login_make(text, text, text) is
  'Makes the login of an organization, or gives it another password';
