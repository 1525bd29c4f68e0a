-- Takes a batch of signatures, each with the confirmation mail that is then owed.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for every batch of the lane: this is the busiest function of all. The
-- arrays hold one element per signature; held_for says why one is held, or is null. limits and what
-- stands before it are limit_judge's; where there are none, nothing is counted.
-- Returns one row per signature in the order given, place counting from 1, with its outcome:
--   added       stored: pending, or confirmed where the petition asks for no confirmation
--   held        stored, waits for an organizer, is sent no mail
--   repeated    the address has signed before, or earlier in this batch
--   suppressed  the address is never to be written to: nothing stored
--   paused      the petition takes no signatures for now
--   closed      the petition takes no signatures any more
--   unknown     there is no such petition
--
-- One plan serves batches of any size and tables that have grown since it was made: rows are found
-- by index only, and outcomes by hash.

create or replace function undersigned.signature_add(
  petition_id bigint[], revision int[], address_key bytea[], nonce bigint[], address text[],
  given_name text[], family_name text[], postal_code text[], country text[], comment text[],
  show_name boolean[], language text[], source text[], held_for text[],
  consents text[] default null, wording bigint[] default null,
  host bytea[] default null, network bytea[] default null, domain bytea[] default null,
  event text[] default null, limits int[] default null
)
returns table (place int, outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
-- What it costs is guessed far too high while there are no statistics, and compiled in vain.
set jit = off
as $$
#variable_conflict use_column
<<batch>>
declare
  outcomes text[];
  counted bigint[];
  ids bigint[];
begin
  if limits is not null then
    signature_add.held_for := limit_judge(
      petition_id, address_key, host, network, domain, event, signature_add.held_for, limits
    );
  end if;

  -- Insertion in the order of the unique key: batches that share addresses wait, but in no circle.
  with input as materialized (
    select
      given.petition_id,
      place,
      nextval('signature_id_seq') as id,
      case
        when petition.id is null then 'unknown'
        when petition_state(petition.state, petition.closes_on) <> 'open' then
          case petition_state(petition.state, petition.closes_on)::text
            when 'paused' then 'paused' else 'closed'
          end
        when (
          select true from suppression
          where suppression.address_key = signature_add.address_key[place]
        ) then 'suppressed'
      end as obstacle,
      case
        when signature_add.held_for[place] is not null then 'held'
        when petition.confirmation = 'none' then 'confirmed'
        else 'pending'
      end::signature_state as state
    from unnest(signature_add.petition_id) with ordinality as given (petition_id, place)
    left join petition on petition.id = given.petition_id
    order by petition_id, signature_add.address_key[place], place
  ),
  added as (
    insert into signature (
      petition_id, id, revision, nonce, state, mails, mailed_at, confirmed_at, address_key, address,
      given_name, family_name, postal_code, country, comment, show_name, language, source, held_for
    )
    select
      petition_id,
      id,
      signature_add.revision[place],
      signature_add.nonce[place],
      state,
      case state when 'pending' then 1 else 0 end,
      case state when 'pending' then now() end,
      case state when 'confirmed' then now() end,
      signature_add.address_key[place],
      signature_add.address[place],
      signature_add.given_name[place],
      signature_add.family_name[place],
      signature_add.postal_code[place],
      signature_add.country[place],
      signature_add.comment[place],
      signature_add.show_name[place],
      signature_add.language[place],
      signature_add.source[place],
      signature_add.held_for[place]
    from input
    where obstacle is null
    on conflict (address_key, petition_id) where address_key is not null do nothing
    returning petition_id, id, state
  ),
  changed as (
    insert into stale (petition_id, block) select distinct petition_id, id >> 14 from added
  ),
  owed as (
    insert into outbox (petition_id, id, signature_id, kind)
    select petition_id, id * 1000, id, 'confirmation' from added where state = 'pending'
  )
  select
    array(
      select
        case
          when obstacle is not null then obstacle
          when id not in (select id from added) then 'repeated'
          when state = 'held' then 'held'
          else 'added'
        end
      from input
      order by place
    ),
    array(select petition_id from added where state = 'confirmed'),
    case when consents is not null then
      array(select added.id from input left join added using (petition_id, id) order by place)
    end
  into batch.outcomes, batch.counted, batch.ids;

  if 'repeated' = any (outcomes) then
    perform signature_repeat(petition_id, address_key, coalesce(limits[6], 0))
    from unnest(signature_add.petition_id, signature_add.address_key, outcomes)
      as given (petition_id, address_key, outcome)
    where outcome = 'repeated';

    select array_agg(coalesce(ids[place], renewed.id) order by place)
    into batch.ids
    from unnest(outcomes) with ordinality as given (outcome, place)
    cross join lateral (
      select case outcome
        when 'repeated' then signature_renew(
          signature_add.petition_id[place], signature_add.address_key[place],
          signature_add.revision[place], signature_add.address[place],
          signature_add.given_name[place], signature_add.family_name[place],
          signature_add.postal_code[place], signature_add.country[place],
          signature_add.comment[place], signature_add.show_name[place],
          signature_add.language[place], signature_add.source[place],
          signature_add.held_for[place]
        )
      end as id
    ) as renewed;
  end if;

  if consents is not null then
    perform consent_add(petition_id, ids, consents, wording, language, source);
  end if;

  if counted <> '{}' then
    perform tally_add(petition_id, count(*))
    from unnest(counted) as petition_id
    group by petition_id
    order by petition_id;
  elsif not outcomes && '{added,held}' then
    -- The time would tell who has signed: a batch that brought nothing new writes as well, and
    -- waits for its commit like any other.
    perform tally_touch(min(petition_id))
    from unnest(signature_add.petition_id, outcomes) as given (petition_id, outcome)
    where outcome in ('repeated', 'suppressed')
    having min(petition_id) is not null;
  end if;

  place := 0;
  foreach outcome in array outcomes loop
    place := place + 1;
    return next;
  end loop;
end
$$;

revoke execute on function undersigned.signature_add(
  bigint[], int[], bytea[], bigint[], text[], text[], text[], text[], text[], text[], boolean[],
  text[], text[], text[], text[], bigint[], bytea[], bytea[], bytea[], text[], int[]
) from public;
comment on function undersigned.signature_add(
  bigint[], int[], bytea[], bigint[], text[], text[], text[], text[], text[], text[], boolean[],
  text[], text[], text[], text[], bigint[], bytea[], bytea[], bytea[], text[], int[]
) is 'Takes a batch of signatures, each with the confirmation mail that is then owed';
