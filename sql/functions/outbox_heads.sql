-- The petitions that owe mail of a class, each with the time at which its first one is due.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim and outbox_next. Goes from one petition to the next in the index, whatever
-- the number of mails: what is left of a plan that reads them all would be felt at a million.
-- Returns at most `most` rows of what is due until then, in the order of petitions: those behind
-- petition `after` first, then from the beginning. It looks at 1,000 petitions.

create or replace function undersigned.outbox_heads(
  class smallint, after bigint, most int, until timestamptz
)
returns table (petition_id bigint, due_at timestamptz)
language plpgsql stable
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
set enable_incremental_sort = off
as $$
#variable_conflict use_column
declare
  place bigint := after;
  around boolean := false;
  number int := 0;
begin
  for looked in 1..1000 loop
    select petition_id, due_at into outbox_heads.petition_id, outbox_heads.due_at
    from outbox
    where state = 'owed' and class = outbox_heads.class and petition_id > place
    order by class, petition_id, due_at
    limit 1;

    if around and (not found or outbox_heads.petition_id > after) then
      return;
    elsif found then
      place := outbox_heads.petition_id;
      if outbox_heads.due_at <= until then
        return next;
        number := number + 1;
        exit when number >= most;
      end if;
    else
      around := true;
      place := -1;
    end if;
  end loop;
end
$$;

revoke execute on function undersigned.outbox_heads(smallint, bigint, int, timestamptz) from public;
comment on function undersigned.outbox_heads(smallint, bigint, int, timestamptz) is
  'The petitions that owe mail of a class, each with the time at which its first one is due';
