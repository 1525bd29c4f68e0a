-- Confirms a batch of signatures: they count from now on, each once.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role when signers press the button that their mail leads to.
-- Returns one row per signature in the order given, place counting from 1, with its outcome:
--   confirmed  counts from now on
--   already    counted before, or earlier in this batch
--   held       waits for an organizer
--   withdrawn  by its signer, or removed
--   unknown    there is no such signature
--
-- One plan serves batches of any size and tables that have grown since it was made: rows are found
-- by index only. They are locked in the order of their key, so batches never wait in a circle.

create or replace function undersigned.signature_confirm(
  petition_id bigint[], signature_id bigint[], nonce bigint[]
)
returns table (place int, outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
<<batch>>
declare
  outcomes text[];
  counted bigint[];
begin
  outcomes := array(
    select
      case
        when found.state is null then 'unknown'
        when found.state = 'held' then 'held'
        when found.state in ('withdrawn', 'removed') then 'withdrawn'
        when found.state = 'confirmed' or given.turn > 1 then 'already'
        else 'confirmed'
      end
    from (
      select *, row_number() over (partition by petition_id, id, nonce order by place) as turn
      from unnest(
        signature_confirm.petition_id, signature_confirm.signature_id, signature_confirm.nonce
      ) with ordinality as given (petition_id, id, nonce, place)
      order by petition_id, id, nonce, place
    ) as given
    left join lateral (
      select state
      from signature
      where signature.petition_id = given.petition_id
        and signature.id = given.id
        and signature.nonce = given.nonce
      for update
    ) as found on true
    order by place
  );

  if 'confirmed' = any (outcomes) then
    with pending as materialized (
      select
        signature_confirm.petition_id[place] as petition_id,
        signature_confirm.signature_id[place] as id
      from unnest(outcomes) with ordinality as each (outcome, place)
      where outcome = 'confirmed'
    ),
    confirmed as (
      update signature set state = 'confirmed', confirmed_at = now()
      where petition_id = any (array(select petition_id from pending))
        and id = any (array(select id from pending))
      returning petition_id
    )
    select array(select petition_id from confirmed) into batch.counted;

    perform tally_add(petition_id, count(*))
    from unnest(counted) as petition_id
    group by petition_id
    order by petition_id;
  end if;

  place := 0;
  foreach outcome in array outcomes loop
    place := place + 1;
    return next;
  end loop;
end
$$;

revoke execute on function undersigned.signature_confirm(bigint[], bigint[], bigint[]) from public;
comment on function undersigned.signature_confirm(bigint[], bigint[], bigint[]) is
  'Confirms a batch of signatures: they count from now on, each once';
