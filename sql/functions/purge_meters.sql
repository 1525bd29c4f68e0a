-- Clears counters of clients and networks whose window ended a day ago.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned purge`, again and again; meter_add clears some as well, but only while
-- somebody signs.
-- Returns one row: how many, at most `most`.

create or replace function undersigned.purge_meters(most int)
returns table (count bigint)
language sql
set search_path = undersigned, pg_temp
as $$
  with cleared as (
    delete from meter
    where (key, seconds) in (
      select key, seconds from meter
      where ends_at <= now() - interval '1 day'
      order by ends_at
      limit most
      for update skip locked
    )
    returning true
  )
  select count(*) from cleared;
$$;

revoke execute on function undersigned.purge_meters(int) from public;
comment on function undersigned.purge_meters(int) is
  'Clears counters of clients and networks whose window ended a day ago';
