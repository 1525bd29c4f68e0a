-- How long a courier may rest, and what makes it wait.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role when a claim came back empty.
-- Returns one row: seconds until the next mail can go, zero or less if one can go now, null if no
-- mail is owed; and what keeps mail that is due: relay, hour, day, or null.

create or replace function undersigned.outbox_next(
  hour_limit int default 0, day_limit int default 0
)
returns table (seconds double precision, kept_by text)
language plpgsql stable security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  probe timestamptz := (select probe_at from relay where away_since is not null);
  head timestamptz;
  wait double precision;
  keeper text;
begin
  for class in 0..2 loop
    head := (select min(due_at) from outbox_heads(class::smallint, -1, 1000, 'infinity'));
    continue when head is null;

    -- That it is looked at again in a minute is soon enough for a limit.
    select
      case
        when head > now() then extract(epoch from head - now())
        when probe > now() then extract(epoch from probe - now())
        when hour = 0 or day = 0 then 60
        else extract(epoch from head - now())
      end,
      case
        when head > now() then null
        when probe > now() then 'relay'
        when hour = 0 then 'hour'
        when day = 0 then 'day'
      end
    into wait, keeper
    from outbox_room(class::smallint, hour_limit, day_limit);

    if seconds is null or wait < seconds then
      seconds := wait;
      kept_by := keeper;
    end if;
  end loop;
  return next;
end
$$;

revoke execute on function undersigned.outbox_next(int, int) from public;
comment on function undersigned.outbox_next(int, int) is
  'How long a courier may rest, and what makes it wait';
