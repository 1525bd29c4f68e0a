-- Which session this is.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the programs, who compare it with what they were told when they connected: behind a
-- pooler it is another one.
-- Returns one row: the number of the process that serves it.

create or replace function undersigned.session_read()
returns table (pid int)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select pg_backend_pid();
$$;

revoke execute on function undersigned.session_read() from public;
comment on function undersigned.session_read() is 'Which session this is';
