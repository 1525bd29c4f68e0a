-- What time it is here.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned doctor`.
-- Returns one row: seconds since 1970.

create or replace function undersigned.clock_read()
returns table (seconds numeric)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select extract(epoch from now());
$$;

revoke execute on function undersigned.clock_read() from public;
comment on function undersigned.clock_read() is 'What time it is here';
