-- How many more mails of a class the relay may be handed now.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim, which holds the lock of relay then, and by outbox_next. A limit of 0 is
-- none. What can wait leaves a fifth of each limit, rounded down, to what somebody waits for.
-- Returns one row: as many as the hour allows and as the day does; null: there is no such limit.

create or replace function undersigned.outbox_room(
  class smallint, hour_limit int, day_limit int
)
returns table (hour int, day int)
language plpgsql stable
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  share numeric := case outbox_room.class when 0 then 1 else 0.8 end;
  hour_used bigint;
  day_used bigint;
begin
  if hour_limit > 0 or day_limit > 0 then
    -- A minute counts as long as a second of it does.
    select
      coalesce(sum(mails) filter (where minute > now() - interval '61 minutes'), 0),
      coalesce(sum(mails), 0)
    into hour_used, day_used
    from handover
    where minute > now() - interval '1441 minutes';
  end if;

  return query
  select
    case when hour_limit > 0 then greatest(ceil(hour_limit * share) - hour_used, 0)::int end,
    case when day_limit > 0 then greatest(ceil(day_limit * share) - day_used, 0)::int end;
end
$$;

revoke execute on function undersigned.outbox_room(smallint, int, int) from public;
comment on function undersigned.outbox_room(smallint, int, int) is
  'How many more mails of a class the relay may be handed now';
