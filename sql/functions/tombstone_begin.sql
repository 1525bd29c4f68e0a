-- Where a file of tombstones begins.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned tombstones write`, before tombstone_page.
-- Returns one row: the time, which everything in the file is at least as young as, and the highest
-- number that a signature may have got.

create or replace function undersigned.tombstone_begin()
returns table (written_at text, last_signature bigint)
language sql
set search_path = undersigned, pg_temp
as $$
  select
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    coalesce(pg_sequence_last_value(
      pg_get_serial_sequence('undersigned.signature', 'id')::regclass
    ), 0);
$$;

revoke execute on function undersigned.tombstone_begin() from public;
comment on function undersigned.tombstone_begin() is 'Where a file of tombstones begins';
