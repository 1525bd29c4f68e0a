-- outbox_settle, outbox_claim, relay_lost: while the relay is away, one courier tries it at a time.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(24);

update relay set away_since = null, failed_at = null, failures = 0, probe_at = null;
select pg_temp.petition('relay') as petition \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd', 'e');

create function pg_temp.claim(most int) returns bigint
language sql as $$
  select count(*) from outbox_claim(most, 900);
$$;

-- Settles what is under way, all with the same outcome.
create function pg_temp.settle(outcome text) returns text[]
language sql as $$
  select array_agg(settled.outcome)
  from (
    select
      array_agg(petition_id) as petition_id, array_agg(id) as id, array_agg(attempts) as attempts
    from outbox
    where state = 'owed' and attempts > 0 and settled_at is null
  ) as mails
  cross join outbox_settle(
    petition_id, id, attempts, array_fill(outcome, array[cardinality(id)]),
    array_fill(421, array[cardinality(id)]), array_fill('4.3.2'::text, array[cardinality(id)])
  ) as settled;
$$;

select is(pg_temp.claim(2), 2::bigint, 'a relay that answers gets what is due');
select is(pg_temp.settle('unreached'), '{owed,owed}', 'two mails find it away');
select results_eq(
  $$
    select away_since, failures, reply_code, reply,
      probe_at between now() + interval '2.5 s' and now() + interval '7.5 s'
    from relay
  $$,
  $$values (now(), 1, 421, '4.3.2', true)$$,
  'that is one failure, with its reply, and a short pause'
);
select results_eq(
  $$
    select failures::int, due_at between now() + interval '30 s' and now() + interval '90 s'
    from outbox where attempts = 1
  $$,
  $$values (0, true), (0, true)$$,
  'no failure of the mails, which let others go first'
);
select is(pg_temp.claim(5), 0::bigint, 'nobody gets mail now');
select results_eq(
  'select seconds > 2, kept_by from outbox_next()', $$values (true, 'relay')$$,
  'a courier may rest until then'
);

-- One probe.
update relay set probe_at = now();
select is((select seconds from outbox_next()), 0::double precision, 'when it is time');
select is(pg_temp.claim(5), 1::bigint, 'one courier gets one mail');
select is(pg_temp.claim(5), 0::bigint, 'and no other courier does');
select is((select probe_at - now() from relay), interval '60 s', 'for a minute');
select is(
  (select count(*) from outbox where attempts = 1), 3::bigint, 'one that was not tried before'
);
select is(pg_temp.settle('unreached'), '{owed}', 'the relay is still away');
select results_eq(
  $$
    select failures, probe_at between now() + interval '5 s' and now() + interval '15 s' from relay
  $$,
  $$values (2, true)$$,
  'the next pause is longer'
);
update relay set failures = 60, probe_at = now();
select pg_temp.claim(1);
select pg_temp.settle('unreached');
select ok(
  (
    select probe_at between now() + interval '150 s' and now() + interval '450 s' from relay
  ),
  'up to about five minutes'
);

-- Whoever had claimed before that tells nothing new.
select relay_lost(now() - interval '1 second', 421, '');
select is((select failures from relay), 61, 'who found it away with the others is not counted');

-- A probe that nobody wants any more tells nothing.
update relay set probe_at = now();
update outbox set state = 'sent' where attempts > 0;
select pg_temp.confirm(:petition, 'a', 'b', 'c', 'd', 'e');
select is(pg_temp.claim(5), 0::bigint, 'a probe that is dropped');
select is((select probe_at from relay), now(), 'is none');

-- It is back.
select pg_temp.sign(:petition, 'f', 'g', 'h');
select is(pg_temp.claim(5), 1::bigint, 'the next one');
select is(pg_temp.settle('released'), '{owed}', 'given back untried');
select isnt((select away_since from relay), null, 'proves nothing');
update relay set probe_at = now();
select pg_temp.claim(5);
select is(pg_temp.settle('later'), '{owed}', 'any answer');
select results_eq(
  'select away_since, failures, probe_at from relay',
  $$values (null::timestamptz, 0, null::timestamptz)$$,
  'says that it is back'
);
select is(pg_temp.claim(5), 2::bigint, 'and all goes on');
select is(
  (select count(*) from outbox where dead_for is not null), 0::bigint, 'no mail died of it'
);

select * from finish();
rollback;
