-- Takes the login of an organization away.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organization revoke`. From the next statement on it sees nothing, also in
-- sessions that are open; nobody logs in with it any more.
-- Returns the outcome:
--   revoked    it is gone
--   unchanged  there was none

create or replace function undersigned.organization_login_end(organization text)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  ended text;
begin
  delete from organization_login
  using organization
  where organization.id = organization_id and slug = organization_login_end.organization
  returning login into ended;
  if not found then
    return 'unchanged';
  end if;

  execute format('revoke undersigned_organization from %I', ended);
  execute format('alter role %I nologin', ended);
  begin
    execute format('drop role %I', ended);
  exception
    -- It owns something, or has rights elsewhere: it stays, without a login and a share.
    when dependent_objects_still_exist then null;
  end;
  return 'revoked';
end
$$;

revoke execute on function undersigned.organization_login_end(text) from public;
comment on function undersigned.organization_login_end(text) is
  'Takes the login of an organization away';
