-- Counts things under keyed names, each in the window of time that it is now.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with one element per thing that happened; a key may be there several
-- times, and null is not counted. Windows follow each other without a gap, all keys in the same.
-- Keys are written in one order, so that batches that share some wait, but in no circle.
--
-- Keys whose last window ended a day ago are cleared by the calls themselves: one in sixteen, by
-- chance, clears at most twice as many rows as sixteen such calls can have made; so the table holds
-- little more than two days' keys, and no call ever pays for all of them.
-- Returns one row per element in the order given, place counting from 1, with the count of its key
-- in the window, and the total of all its windows, itself included; 0 for null. The total of a key
-- that another one follows each day is that of the day.

create or replace function undersigned.meter_add(keys bytea[], seconds int)
returns table (place int, count bigint, total bigint)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  if random() < 1 / 16.0 then
    delete from meter
    where (key, seconds) in (
      select key, seconds from meter
      where ends_at <= now() - interval '1 day'
      order by ends_at
      limit 32 * cardinality(meter_add.keys)
      for update skip locked
    );
  end if;

  return query
  with given as materialized (
    select key, given.place, row_number() over (partition by key order by given.place) as turn
    from unnest(meter_add.keys) with ordinality as given (key, place)
  ),
  counted as (
    insert into meter as present (key, seconds, ends_at, count, total)
    select
      key,
      meter_add.seconds,
      to_timestamp((floor(extract(epoch from now()) / meter_add.seconds) + 1) * meter_add.seconds),
      max(turn),
      max(turn)
    from given
    where key is not null
    group by key
    order by key
    on conflict (key, seconds) do update set
      count = case when present.ends_at > now() then present.count else 0 end + excluded.count,
      total = present.total + excluded.total,
      ends_at = greatest(present.ends_at, excluded.ends_at)
    returning key, count, total
  )
  -- A key's own turns are the last ones of its count.
  select given.place::int, coalesce(count - last + turn, 0), coalesce(total - last + turn, 0)
  from (select *, max(turn) over (partition by key) as last from given) as given
  left join counted using (key)
  order by given.place;
end
$$;

revoke execute on function undersigned.meter_add(bytea[], int) from public;
comment on function undersigned.meter_add(bytea[], int) is
  'Counts things under keyed names, each in the window of time that it is now';
