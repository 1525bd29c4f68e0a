-- Which signatures of a batch an event lifts the limit of their network for; counts them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by limit_judge with one element per signature; a code that is null, unknown or of another
-- petition, and an event that has ended or was used up, lift nothing. Events are locked in the
-- order of their key, so that batches never wait in a circle.
-- Returns an array with an element per signature.

create or replace function undersigned.event_use(petition_id bigint[], code text[])
returns boolean[]
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  lifted boolean[];
begin
  perform
  from event
  where (petition_id, code) in (
    select * from unnest(event_use.petition_id, event_use.code)
  )
  order by petition_id, code
  for update;

  with given as materialized (
    select
      petition_id, code, place,
      row_number() over (partition by petition_id, code order by place) as turn
    from unnest(event_use.petition_id, event_use.code) with ordinality
      as given (petition_id, code, place)
  ),
  used as (
    update event set used = least(used + wanted.count, most)
    from (
      select petition_id, code, max(turn) as count
      from given where code is not null group by petition_id, code
    ) as wanted
    where event.petition_id = wanted.petition_id
      and event.code = wanted.code
      and ends_at > now()
      and used < most
    returning event.petition_id, event.code, most
  )
  select array_agg(
    -- What was used before is what this very statement still sees.
    coalesce(event.used + given.turn <= used.most, false) order by given.place
  )
  into lifted
  from given
  left join used using (petition_id, code)
  left join event using (petition_id, code);

  return lifted;
end
$$;

revoke execute on function undersigned.event_use(bigint[], text[]) from public;
comment on function undersigned.event_use(bigint[], text[]) is
  'Which signatures of a batch an event lifts the limit of their network for; counts them';
