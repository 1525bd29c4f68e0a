-- Takes all of it away: the schema, and the roles and logins that were made for it.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Run by `undersigned setup --remove`, behind setup.sql. A role that has rights in another database,
-- or that this login may not drop, stays: it can do nothing here any more.

do $$
declare
  gone text[];
  role text;
begin
  gone := array(select name from undersigned.role_list());
  if to_regclass('undersigned.petition_reader') is not null then
    gone := gone || array(select distinct login from undersigned.petition_reader);
  end if;
  if to_regclass('undersigned.organization_login') is not null then
    gone := gone || array(select login from undersigned.organization_login);
  end if;
  drop schema undersigned cascade;

  foreach role in array gone loop
    continue when to_regrole(quote_ident(role)) is null or role = current_user;
    begin
      execute format('drop role %I', role);
    exception
      when dependent_objects_still_exist or insufficient_privilege or object_in_use then null;
    end;
  end loop;
end
$$;
