-- May the role that asks read this petition, as an organizer?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the views of organizers, and by the functions that act for organizers.
-- Returns true for the owner of the schema, and for logins that the petition was granted to.

create or replace function undersigned.petition_granted(petition_id bigint)
returns boolean
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    exists (
      select from petition_reader
      where login = reader_name()
        and petition_reader.petition_id in (petition_granted.petition_id, 0)
    )
    or pg_has_role(
      reader_name()::name,
      (select nspowner from pg_namespace where nspname = 'undersigned'),
      'usage'
    );
$$;

revoke execute on function undersigned.petition_granted(bigint) from public;
comment on function undersigned.petition_granted(bigint) is
  'May the role that asks read this petition, as an organizer?';
