-- limit_judge, through signature_add: who is held, for what, and who never is.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(32);

select pg_temp.petition('limits') as petition, pg_temp.petition('limits-other') as other \gset
truncate meter;

-- Signs in one batch with the same host, network, domain and event, an address each; what became
-- of each: added, or what it is held for.
create function pg_temp.come(
  petition_id bigint, addresses text[], limits int[], host text default 'h',
  network text default 'n', domain text default 'd', event text default null
) returns text[]
language plpgsql as $$
declare
  size int[] := array[cardinality(addresses)];
  outcomes text[] := array(
    select outcome
    from signature_add(
      array_fill(petition_id, size), array_fill(1, size),
      array(select pg_temp.key(address) from unnest(addresses) as address),
      array_fill(7::bigint, size), addresses, addresses, addresses, addresses, addresses,
      addresses, array_fill(true, size), addresses, addresses,
      array(select case address when 'bot' then 'honeypot' end from unnest(addresses) as address),
      null, null,
      case when host is not null then array_fill(host::bytea, size) end,
      case when host is not null then array_fill(network::bytea, size) end,
      case when domain is not null then array_fill(domain::bytea, size) end,
      case when event is not null then array_fill(event, size) end, limits
    )
    order by place
  );
begin
  return array(
    select case outcome when 'held' then (
      select held_for from signature
      where signature.petition_id = $1 and address_key = pg_temp.key(addresses[place])
    ) else outcome end
    from unnest(outcomes) with ordinality as given (outcome, place)
    order by place
  );
end
$$;

-- Each limit.
select is(
  pg_temp.come(:petition, '{a1,a2,a3}', '{2,0,0,0,0,0}'), '{added,added,network}',
  'a host is held over its limit an hour, and not before'
);
select is(
  pg_temp.come(:petition, '{a4}', '{2,0,0,0,0,0}'), '{network}', 'so is what comes later'
);
select is(
  pg_temp.come(:petition, '{a5}', '{2,0,0,0,0,0}', 'other'), '{added}', 'another host is not'
);
update meter set ends_at = now();
select is(
  pg_temp.come(:petition, '{a6}', '{2,0,0,0,0,0}'), '{added}', 'nor is it in the next hour'
);
select is(
  pg_temp.come(:petition, '{a7}', '{2,5,0,0,0,0}'), '{network}', 'but over its limit a day'
);
truncate meter;
select is(
  pg_temp.come(:petition, '{b1}', '{0,0,2,0,0,0}', 'h1'), '{added}', 'a network: one host of it'
);
select is(
  pg_temp.come(:petition, '{b2,b3}', '{0,0,2,0,0,0}', 'h2'), '{added,network}',
  'and another one, which is held over its limit an hour'
);
update meter set ends_at = now();
select is(
  pg_temp.come(:petition, '{b4,b5}', '{0,0,2,4,0,0}', 'h3'), '{added,network}',
  'and over its limit a day'
);
truncate meter;
select is(
  pg_temp.come(:petition, '{c1,c2}', '{0,0,0,0,1,0}', 'h1', 'n1'), '{added,domain}',
  'a domain is held over its limit an hour'
);
select is(
  pg_temp.come(:petition, '{c3}', '{0,0,0,0,1,0}', null, null), '{domain}',
  'wherever it comes from'
);
select is(
  pg_temp.come(:petition, '{c4}', '{0,0,0,0,1,0}', 'h2', 'n2', null), '{added}',
  'one that has none is not'
);
select is(
  pg_temp.come(:petition, '{c5,bot}', '{9,9,9,9,0,0}'), '{added,honeypot}',
  'who was held before for another reason is, for that'
);
truncate meter;
select is(
  pg_temp.come(:petition, '{d1,d2,d3}', '{0,0,0,0,0,0}'), '{added,added,added}', '0 is no limit'
);
select is(
  pg_temp.come(:petition, '{d4,d5,d6}', '{1,1,1,1,1,0}', null, null, null),
  '{added,added,added}', 'nobody is counted together with those who have no key'
);
select is(
  pg_temp.come(:petition, '{d1,d1}', '{2,0,0,0,0,0}', 'again'), '{repeated,repeated}',
  'who has signed before is told so'
);
select is(
  pg_temp.come(:petition, '{d7}', '{2,0,0,0,0,0}', 'again'), '{network}', 'and counted'
);
truncate meter;
select pg_temp.sign(:petition, 'free1', 'free2');
select is_empty('select from meter', 'where there are no limits, nothing is counted');

-- What is held.
select results_eq(
  format($$
    select state::text, mails::int, mailed_at from signature
    where petition_id = %s and address = 'a3'
  $$, :petition),
  $$values ('held', 0, null::timestamptz)$$, 'a held signature is stored'
);
select is_empty(
  format($$
    select from outbox join signature
      on signature.petition_id = outbox.petition_id and signature.id = signature_id
    where signature.petition_id = %s and held_for is not null
  $$, :petition),
  'and owed no mail'
);

-- Mails to one address, under all petitions.
select is(
  pg_temp.come(:petition, '{mail}', '{0,0,0,0,0,2}', null, null, null), '{added}', 'a first mail'
);
select is(
  pg_temp.come(:other, '{mail}', '{0,0,0,0,0,1}', null, null, null), '{address}',
  'under another petition an address is held over its limit'
);
update signature set state = 'pending', held_for = null where address = 'mail';
update signature set mailed_at = now() - interval '1 hour' where address = 'mail';
update outbox set state = 'sent';
select pg_temp.come(:petition, '{mail}', '{0,0,0,0,0,1}', null, null, null);
select is(address_mails(pg_temp.key('mail')), 1::bigint, 'and is not reminded');
select pg_temp.come(:petition, '{mail}', '{0,0,0,0,0,2}', null, null, null);
select is(address_mails(pg_temp.key('mail')), 2::bigint, 'below it is');
update outbox set owed_at = now() - interval '25 hours';
select is(address_mails(pg_temp.key('mail')), 0::bigint, 'mails of the day before are forgotten');

-- Events.
insert into event (petition_id, code, name, ends_at, most)
values (:petition, 'stall', 'A stall', now() + interval '1 hour', 4);
truncate meter;
select is(
  pg_temp.come(:petition, '{e1,e2,e3}', '{1,1,1,1,0,0}', event => 'stall'), '{added,added,added}',
  'an event lifts the limits of host and network'
);
select is(
  pg_temp.come(:petition, '{e4,e5,e6}', '{1,1,1,1,0,0}', event => 'stall'),
  '{added,added,network}',
  'for so many signatures; then they count as any'
);
select is((select used from event where code = 'stall'), 4, 'it knows how many');
update event set used = 0;
select is(
  pg_temp.come(:other, '{e7,e8}', '{1,0,0,0,0,0}', 'h9', event => 'stall'), '{added,network}',
  'not under another petition'
);
select is(
  pg_temp.come(:petition, '{e9,e10}', '{1,0,0,0,1,0}', 'h8', 'n8', 'd8', 'stall'), '{added,domain}',
  'and not the limit of a domain'
);
update event set ends_at = now();
select is(
  pg_temp.come(:petition, '{e11,e12}', '{1,0,0,0,0,0}', 'h7', event => 'stall'),
  '{added,network}', 'not after its end'
);
select is(
  pg_temp.come(:petition, '{e13,e14}', '{1,0,0,0,0,0}', 'h6', event => 'nothing'),
  '{added,network}', 'what is no event lifts nothing'
);
select is(
  (select used from event where code = 'stall'), 2, 'nor does an event that has ended count'
);

select * from finish();
rollback;
