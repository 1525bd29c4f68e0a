-- Which signatures of a batch have to wait for an organizer, and why.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add with one element per signature, or null for the whole of an array where
-- no signature has one: keyed hashes of the client (host) and the network around it, of the domain
-- of the address, and the code of an event. limits: how many are allowed of host an hour and a day,
-- of network an hour and a day, of domain an hour, and mails to an address a day; 0 is no limit.
-- Everything that comes is counted, whatever becomes of it, in one statement for the batch.
-- Returns an array with an element per signature: null, what held_for says, network, domain, or
-- address.

create or replace function undersigned.limit_judge(
  petition_id bigint[], address_key bytea[], host bytea[], network bytea[], domain bytea[],
  event text[], held_for text[], limits int[]
)
returns text[]
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
-- What it costs is guessed far too high while there are no statistics, and compiled in vain.
set jit = off
as $$
#variable_conflict use_variable
declare
  size int := cardinality(petition_id);
  none bytea[] := array_fill(null::bytea, array[size]);
  lifted boolean[];
  hours bigint[];
  days bigint[];
  flooded bytea[];
begin
  if event is not null then
    lifted := event_use(petition_id, event);
    host := array(
      select case when not lifted[place] then host[place] end
      from generate_series(1, size) as place order by place
    );
    network := array(
      select case when not lifted[place] then network[place] end
      from generate_series(1, size) as place order by place
    );
  end if;

  if host is not null or domain is not null then
    select array_agg(counted.count order by counted.place),
      array_agg(counted.total order by counted.place)
    into hours, days
    from meter_add(
      coalesce(host, none) || coalesce(network, none) || coalesce(domain, none), 3600
    ) as counted;
  end if;

  -- Most have never signed anything: one look into the index says so for all of them.
  if limits[6] > 0 then
    flooded := array(
      select signature.address_key
      from signature
      where signature.address_key = any (limit_judge.address_key)
      group by signature.address_key
      having address_mails(signature.address_key) >= limits[6]
    );
  end if;

  -- What is not counted is 0, or null, and over no limit.
  return array(
    select
      case
        when held_for[place] is not null then held_for[place]
        when hours[place] > nullif(limits[1], 0) or days[place] > nullif(limits[2], 0)
          or hours[size + place] > nullif(limits[3], 0)
          or days[size + place] > nullif(limits[4], 0)
        then 'network'
        when hours[2 * size + place] > nullif(limits[5], 0) then 'domain'
        when address_key[place] = any (flooded) then 'address'
      end
    from generate_series(1, size) as place
    order by place
  );
end
$$;

revoke execute on function undersigned.limit_judge(
  bigint[], bytea[], bytea[], bytea[], bytea[], text[], text[], int[]
) from public;
comment on function undersigned.limit_judge(
  bigint[], bytea[], bytea[], bytea[], bytea[], text[], text[], int[]
) is 'Which signatures of a batch have to wait for an organizer, and why';
