-- Records what became of the mails that a courier handed to the relay.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role with arrays of one element per mail, each with its outcome there:
--   sent       the relay has it
--   later      the relay wants it later
--   unknown    the relay may have it: no answer came after the last dot
--   refused    the relay will never take it, nor another one for that address
--   rejected   the relay will never take this one, for what is in it
--   unreached  the relay is away
--   released   the courier stopped before it came to this mail
-- Returns one row per mail in the order given, place counting from 1, with what it is now:
--   sent   nothing more to do
--   owed   due again: at once if released, else after a pause that doubles with each failure from
--          a minute up to four hours, and varies by half so that mails put off together do not
--          return together. That the relay is away is no failure of the mail: it only lets others
--          go first.
--   dead   refused, rejected, or failed 20 times; the address of a refused one is never written to
--          again
--   stale  the attempt is not the latest, or settled already: nothing has changed

create or replace function undersigned.outbox_settle(
  petition_id bigint[], id bigint[], attempt int[], outcomes text[], reply_code int[], reply text[]
)
returns table (place int, outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
-- One plan for outboxes of any size: the last one may have been made while all was empty.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  places tid[];
  sent int[];
  others int[];
  given int;
  said text;
  mail outbox;
  block int;
  -- Of the mail before: together they are most often in one.
  stale_block int;
  stale_petition bigint;
  states text[] := array_fill('stale'::text, array[cardinality(id)]);
  not_handed timestamptz[] := '{}';
  refused bytea[] := '{}';
  answered boolean := false;
  lost_claim timestamptz;
  lost_code int;
  lost_reply text;
begin
  -- One order for all: couriers that settle the same mails wait, but in no circle. Then relay, then
  -- handover, as outbox_claim does.
  select
    coalesce(array_agg(mail.place) filter (where said = 'sent'), '{}'),
    coalesce(array_agg(given.place) filter (where said = 'sent'), '{}'),
    coalesce(array_agg(given.place) filter (where said <> 'sent'), '{}')
  into places, sent, others
  from (
    select *
    from unnest(outbox_settle.petition_id, outbox_settle.id, attempt, outcomes) with ordinality
      as each (petition_id, id, attempt, said, place)
    order by petition_id, id, place
  ) as given
  -- With a limit they are looked up for each mail, and no plan can read them all instead; nor take
  -- the index of what is owed, with the state as text.
  cross join lateral (
    select ctid as place
    from outbox
    where petition_id = given.petition_id and id = given.id
      and state::text = 'owed' and settled_at is null and attempts = given.attempt
    limit 1
    for update
  ) as mail;

  -- Nearly all are, and together that takes half the time. By their places, which stay as they are
  -- locked.
  if sent <> '{}' then
    answered := true;
    update outbox set
      state = 'sent',
      settled_at = now(),
      kept_address = null,
      reply_code = outbox_settle.reply_code[sent[array_position(places, outbox.ctid)]],
      reply = outbox_settle.reply[sent[array_position(places, outbox.ctid)]]
    where outbox.ctid = any (places);
  end if;
  foreach given in array sent loop
    states[given] := 'sent';
    block := id[given] / 1000 >> 14;
    if (petition_id[given], block) is distinct from (stale_petition, stale_block) then
      stale_petition := petition_id[given];
      stale_block := block;
      insert into stale (petition_id, block) values (stale_petition, stale_block);
    end if;
  end loop;

  foreach given in array others loop
    said := outcomes[given];
    select * into mail
    from outbox
    where petition_id = outbox_settle.petition_id[given] and id = outbox_settle.id[given]
    for update;
    continue when not found or mail.state <> 'owed' or mail.settled_at is not null
      or mail.attempts <> outbox_settle.attempt[given];

    if said in ('later', 'unknown', 'refused', 'rejected') then
      mail.failures := mail.failures + 1;
    end if;
    if said <> 'unknown' and mail.claimed_at is not null then
      not_handed := not_handed || date_trunc('minute', mail.claimed_at);
    end if;
    if said = 'unreached' then
      lost_claim := greatest(lost_claim, mail.claimed_at);
      lost_code := outbox_settle.reply_code[given];
      lost_reply := outbox_settle.reply[given];
    elsif said <> 'released' and outbox_settle.reply_code[given] > 0 then
      answered := true;
    end if;
    mail.dead_for := case
      when said in ('refused', 'rejected') then said
      when said in ('later', 'unknown') and mail.failures >= 20 then 'given_up'
    end;
    states[given] := case when mail.dead_for is null then 'owed' else 'dead' end;

    update outbox set
      state = states[given]::outbox_state,
      due_at = now() + make_interval(
        secs => (0.5 + random()) * case said
          when 'released' then 0
          when 'unreached' then least(60 * 2 ^ least(attempts - 1, 10), 600)
          else least(60 * 2 ^ greatest(mail.failures - 1, 0), 4 * 3600)
        end
      ),
      failures = mail.failures,
      settled_at = now(),
      dead_for = mail.dead_for,
      -- Of a receipt, which may need it once more.
      kept_address = case states[given] when 'owed' then kept_address end,
      reply_code = outbox_settle.reply_code[given],
      reply = outbox_settle.reply[given]
    where outbox.petition_id = mail.petition_id and outbox.id = mail.id;

    if said = 'refused' then
      refused := refused || array(
        select address_key
        from signature
        where signature.petition_id = mail.petition_id and signature.id = mail.signature_id
      );
    end if;
  end loop;

  if refused <> '{}' then
    insert into suppression (address_key, reason)
    select key, 'refused' from unnest(refused) as key where key is not null order by key
    on conflict do nothing;
  end if;
  if lost_claim is not null then
    perform relay_lost(lost_claim, lost_code, lost_reply);
  elsif answered then
    update relay set away_since = null, failures = 0, probe_at = null
    where away_since is not null;
  end if;

  -- What was claimed but not handed over makes room again. Without a limit nothing is counted.
  if not_handed <> '{}' then
    perform from handover where minute = any (not_handed) order by minute for update;
    update handover set mails = handover.mails - taken.mails
    from (
      select minute, count(*) as mails from unnest(not_handed) as minute group by minute
    ) as taken
    where handover.minute = taken.minute;
  end if;

  place := 0;
  foreach outcome in array states loop
    place := place + 1;
    return next;
  end loop;
end
$$;

revoke execute on function undersigned.outbox_settle(
  bigint[], bigint[], int[], text[], int[], text[]
) from public;
comment on function undersigned.outbox_settle(
  bigint[], bigint[], int[], text[], int[], text[]
) is 'Records what became of the mails that a courier handed to the relay';
