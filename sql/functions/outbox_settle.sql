-- Records what became of the mails that a courier handed to the relay.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role with arrays of one element per mail, each with its outcome there:
--   sent      the relay has it
--   later     the relay wants it later, or could not be reached
--   unknown   the relay may have it: no answer came after the last dot
--   refused   the relay will never take it
--   released  the courier stopped before it came to this mail
-- Returns one row per mail in the order given, place counting from 1, with what it is now:
--   sent   nothing more to do
--   owed   due again: at once if released, else after a pause that doubles with each attempt from
--          a minute up to four hours, and varies by half so that mails put off together do not
--          return together
--   dead   refused, or tried 20 times; the address of a refused one is never written to again
--   stale  the attempt is not the latest, or already settled for good: nothing has changed

create or replace function undersigned.outbox_settle(
  petition_id bigint[], id bigint[], attempt int[], outcomes text[], reply_code int[], reply text[]
)
returns table (place int, outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
-- A plan for the size that the outbox has now: it may have been empty when the last one was made.
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  -- One order for all: couriers that settle the same mails wait, but in no circle.
  perform
  from outbox
  join unnest(outbox_settle.petition_id, outbox_settle.id) as given (petition_id, id)
    using (petition_id, id)
  order by petition_id, id
  for update of outbox;

  return query
  with given as (
    select *
    from unnest(
      outbox_settle.petition_id, outbox_settle.id, outbox_settle.attempt, outbox_settle.outcomes,
      outbox_settle.reply_code, outbox_settle.reply
    ) with ordinality as given (petition_id, id, attempt, outcome, reply_code, reply, place)
  ),
  settled as (
    update outbox set
      state = case
        when given.outcome = 'sent' then 'sent'
        when given.outcome = 'released' then 'owed'
        when given.outcome = 'refused' or attempts >= 20 then 'dead'
        else 'owed'
      end::outbox_state,
      due_at = now() + case
        when given.outcome = 'released' then interval '0'
        else make_interval(secs => least(60 * 2 ^ (attempts - 1), 4 * 3600) * (0.5 + random()))
      end,
      settled_at = now(),
      reply_code = given.reply_code,
      reply = given.reply
    from given
    where outbox.petition_id = given.petition_id
      and outbox.id = given.id
      and outbox.attempts = given.attempt
      -- Said like this, it does not tempt a plan to read the index of all owed mail instead.
      and outbox.state not in ('sent', 'dead', 'dropped')
    returning outbox.petition_id, outbox.id, attempts, signature_id, state, given.outcome
  ),
  suppressed as (
    insert into suppression (address_key, reason)
    select address_key, 'refused'
    from settled
    join signature
      on signature.petition_id = settled.petition_id and signature.id = settled.signature_id
    where settled.outcome = 'refused'
      -- As "is not null" it tempts a plan to walk through the index of addresses.
      and coalesce(address_key, '') <> ''
    order by address_key
    on conflict do nothing
  )
  select given.place::int, coalesce(settled.state::text, 'stale')
  from given
  left join settled
    on settled.petition_id = given.petition_id
    and settled.id = given.id
    and settled.attempts = given.attempt
  order by given.place;
end
$$;

revoke execute on function undersigned.outbox_settle(
  bigint[], bigint[], int[], text[], int[], text[]
) from public;
comment on function undersigned.outbox_settle(
  bigint[], bigint[], int[], text[], int[], text[]
) is 'Records what became of the mails that a courier handed to the relay';
