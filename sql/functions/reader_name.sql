-- The role that asks: the current user as the session sees it.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by functions that act for the owner, in which current_user is the owner, and by the
-- policies and views that show each role its part. What `set role` chose is the setting "role",
-- which only `set role` can change, and nobody within a function that acts for somebody else.
-- Returns its name.

create or replace function undersigned.reader_name()
returns text
language sql stable
set search_path = undersigned, pg_temp
as $$
  select coalesce(nullif(current_setting('role', true), 'none'), session_user);
$$;

revoke execute on function undersigned.reader_name() from public;
comment on function undersigned.reader_name() is
  'The role that asks: the current user as the session sees it';
