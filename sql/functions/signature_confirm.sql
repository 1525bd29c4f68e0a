-- Confirms a batch of signatures: they count from now on, each once.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role when signers press the button that their mail leads to. thanks: each that
-- counts from now on is owed a mail that says so.
-- Returns one row per signature in the order given, place counting from 1, with its outcome:
--   confirmed  counts from now on
--   already    counted before, or earlier in this batch
--   held       waits for an organizer
--   withdrawn  by its signer, or removed
--   unknown    there is no such signature
--
-- Signatures are locked in the order of their key, so that batches never wait in a circle. One row
-- at a time costs no more than a join here, and no plan made for a small table can turn slow on a
-- large one.

create or replace function undersigned.signature_confirm(
  petition_id bigint[], signature_id bigint[], nonce bigint[], thanks boolean default false
)
returns table (place int, outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  outcomes text[] := array_fill('unknown'::text, array[cardinality(petition_id)]);
begin
  for place in
    select place
    from unnest(signature_confirm.petition_id, signature_confirm.signature_id) with ordinality
      as given (petition_id, id, place)
    order by petition_id, id, place
  loop
    update signature set state = 'confirmed', confirmed_at = now()
    where petition_id = signature_confirm.petition_id[place]
      and id = signature_confirm.signature_id[place]
      and nonce = signature_confirm.nonce[place]
      and state = 'pending';
    if found then
      outcomes[place] := 'confirmed';
    else
      select
        case state when 'confirmed' then 'already' when 'held' then 'held' else 'withdrawn' end
      into outcome
      from signature
      where petition_id = signature_confirm.petition_id[place]
        and id = signature_confirm.signature_id[place]
        and nonce = signature_confirm.nonce[place];
      outcomes[place] := coalesce(outcome, 'unknown');
    end if;
  end loop;

  -- All in one statement, each with the next number of its signature's mails: see outbox_add.
  if thanks then
    insert into outbox (petition_id, id, signature_id, kind)
    select given.petition_id, mails.next_id, given.signature_id, 'thanks'
    from unnest(
      signature_confirm.petition_id, signature_confirm.signature_id, outcomes
    ) as given (petition_id, signature_id, outcome)
    cross join lateral (
      select coalesce(max(outbox.id) + 1, given.signature_id * 1000) as next_id
      from outbox
      where outbox.petition_id = given.petition_id
        and outbox.id between given.signature_id * 1000 and given.signature_id * 1000 + 999
    ) as mails
    where given.outcome = 'confirmed' and mails.next_id < given.signature_id * 1000 + 1000;
  end if;
  insert into stale (petition_id, block)
  select distinct petition_id, id >> 14
  from unnest(signature_confirm.petition_id, signature_confirm.signature_id, outcomes)
    as given (petition_id, id, outcome)
  where outcome = 'confirmed';

  perform tally_add(petition_id, count(*))
  from unnest(signature_confirm.petition_id, outcomes) as given (petition_id, outcome)
  where outcome = 'confirmed'
  group by petition_id
  order by petition_id;

  return query
  select place::int, outcome from unnest(outcomes) with ordinality as given (outcome, place);
end
$$;

revoke execute on function undersigned.signature_confirm(
  bigint[], bigint[], bigint[], boolean
) from public;
comment on function undersigned.signature_confirm(bigint[], bigint[], bigint[], boolean) is
  'Confirms a batch of signatures: they count from now on, each once';
