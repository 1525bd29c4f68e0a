-- What is wrong with the rights of a login that stands for one of our roles.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned doctor`, for a login that is not the owner's.
-- Returns one row for each thing: execute and a function that the role may execute and the login may
-- not; or select and a table that the login may read, which the role may not. None where all is
-- right, and where there is no such login.

create or replace function undersigned.doctor_rights(login text, role text)
returns table (fault text, object text)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select 'execute', proname::text
  from pg_proc
  join pg_roles on rolname = login
  where pronamespace = 'undersigned'::regnamespace
    and case
      when to_regrole(role) is null
        then proname = case role when 'undersigned_web' then 'signature_add' else 'outbox_claim' end
      else has_function_privilege(role, pg_proc.oid, 'execute')
    end
    and not (
      has_function_privilege(login, pg_proc.oid, 'execute')
        and has_schema_privilege(login, 'undersigned', 'usage')
    )
  union all
  select 'select', relname::text
  from pg_class
  join pg_roles on rolname = login
  where relnamespace = 'undersigned'::regnamespace
    and relkind in ('r', 'p')
    and has_any_column_privilege(login, pg_class.oid, 'select')
  order by 1, 2;
$$;

revoke execute on function undersigned.doctor_rights(text, text) from public;
comment on function undersigned.doctor_rights(text, text) is
  'What is wrong with the rights of a login that stands for one of our roles';
