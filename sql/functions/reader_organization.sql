-- The organization that asks.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the policies of signature and consent, and by shared_list.
-- Returns its id; null if the role that asks is the login of none.

create or replace function undersigned.reader_organization()
returns bigint
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select organization_id from organization_login where login = reader_name();
$$;

revoke execute on function undersigned.reader_organization() from public;
comment on function undersigned.reader_organization() is 'The organization that asks';
