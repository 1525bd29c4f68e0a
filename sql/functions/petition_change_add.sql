-- Remembers that something was done with a petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions that do it, which hold the lock of the petition's row: numbers follow
-- each other.
-- Returns nothing.

create or replace function undersigned.petition_change_add(
  petition_id bigint, deed text, detail text
)
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  insert into petition_change (petition_id, number, deed, detail, by_role)
  select
    petition_change_add.petition_id, coalesce(max(number), 0) + 1, petition_change_add.deed,
    coalesce(petition_change_add.detail, ''), reader_name()
  from petition_change
  where petition_change.petition_id = petition_change_add.petition_id;
$$;

revoke execute on function undersigned.petition_change_add(bigint, text, text) from public;
comment on function undersigned.petition_change_add(bigint, text, text) is
  'Remembers that something was done with a petition';
