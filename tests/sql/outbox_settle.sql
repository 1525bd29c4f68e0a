-- outbox_settle: what becomes of a mail, and who may not say so any more.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(30);

-- Settles the mails of some addresses with one outcome, as of one attempt.
create function pg_temp.settle(outcome text, attempt int, variadic addresses text[]) returns text[]
language sql as $$
  select array_agg(settled.outcome order by place)
  from (
    select
      array_agg(petition_id order by turn) as petition_id,
      array_agg(signature.id * 1000 order by turn) as id
    from unnest(addresses) with ordinality as given (address, turn)
    join signature on signature.address = given.address
    join petition on petition.id = petition_id and slug in ('settle', 'pause')
  ) as mail
  cross join outbox_settle(
    petition_id, id, array_fill($2, array[cardinality(id)]),
    array_fill($1, array[cardinality(id)]), array_fill(450, array[cardinality(id)]),
    array_fill('Words'::text, array[cardinality(id)])
  ) as settled;
$$;

create function pg_temp.state_of(address text) returns text
language sql as $$
  select outbox.state::text
  from outbox
  join signature on signature.id = signature_id
  join petition on petition.id = signature.petition_id and slug = 'settle'
  where signature.address = $1;
$$;

select pg_temp.petition('settle') as petition \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd', 'e');
select count(*) from outbox_claim(10, 900);

select is(pg_temp.settle('sent', 1, 'a'), '{sent}', 'a mail is sent');
select results_eq(
  $$
    select outbox.state::text, settled_at, reply_code, reply
    from outbox join signature on signature.id = signature_id
    where address = 'a' and settled_at is not null
  $$,
  $$values ('sent', now(), 450, 'Words')$$,
  'with the time and the reply'
);
select is(pg_temp.settle('sent', 1, 'a'), '{stale}', 'twice changes nothing');
select is(pg_temp.settle('later', 1, 'a'), '{stale}', 'what is sent is not owed again');
select is(pg_temp.state_of('a'), 'sent', 'it stays sent');

select is(
  pg_temp.settle('later', 1, 'b', 'c'), '{owed,owed}', 'a mail for later is owed again'
);
select is(pg_temp.settle('unknown', 1, 'd'), '{owed}', 'and so is one that may have arrived');
select is(
  (
    select count(*) from outbox
    where petition_id = :petition and settled_at is not null and state = 'owed'
      and due_at between now() + interval '30 seconds' and now() + interval '90 seconds'
  ),
  3::bigint,
  'after about a minute'
);
select isnt(
  (select due_at from outbox where signature_id = pg_temp.signature_of(:petition, 'b')),
  (select due_at from outbox where signature_id = pg_temp.signature_of(:petition, 'c')),
  'but not all at the same moment'
);

-- The pause doubles up to four hours.
select pg_temp.petition('pause') as pause \gset
select pg_temp.sign(:pause, variadic array(select 'signer' || n from generate_series(1, 100) as n));
update outbox set attempts = 30, failures = (array[1, 4, 7, 8, 18])[1 + (id / 1000) % 5]
where petition_id = :pause;
select is(
  (
    select array_agg(distinct outcome)
    from outbox_settle(
      array(select petition_id from outbox where petition_id = :pause order by id),
      array(select id from outbox where petition_id = :pause order by id),
      array(select attempts from outbox where petition_id = :pause order by id),
      array_fill('later'::text, array[100]),
      array_fill(null::int, array[100]),
      array_fill(null::text, array[100])
    )
  ),
  '{owed}',
  'mails that were tried before are owed again'
);
select results_eq(
  format($$
    select
      failures::int,
      bool_and(due_at - now() between pause * 0.5 and pause * 1.5),
      max(due_at) - min(due_at) > min(pause) * 0.2
    from outbox
    cross join lateral (
      select interval '1 minute' * (array[2, 16, 128, 240, 240])[1 + mod(id / 1000, 5)] as pause
    ) as expected
    where petition_id = %s
    group by failures
    order by failures
  $$, :pause),
  $$
    values
      (2, true, true), (5, true, true), (8, true, true), (9, true, true),
      (19, true, true)
  $$,
  'after a pause that doubles with each failure up to four hours, and varies by half'
);
update outbox set attempts = 20, failures = 19, settled_at = null where petition_id = :pause;
select is(
  pg_temp.settle('later', 20, 'signer1'), '{dead}', 'the twentieth failure is the last'
);
select is(
  pg_temp.settle('unknown', 20, 'signer2'), '{dead}', 'however it ended'
);
select is(pg_temp.settle('sent', 20, 'signer3'), '{sent}', 'unless the relay took the mail');
select is(pg_temp.settle('unreached', 20, 'signer5'), '{owed}', 'or was away, which is no failure');
select results_eq(
  format($$
    select address, dead_for, failures::int from outbox
    join signature on signature.petition_id = outbox.petition_id and signature.id = signature_id
    where outbox.petition_id = %s and address ~ '^signer[1235]$'
    order by address
  $$, :pause),
  $$
    values
      ('signer1', 'given_up', 20), ('signer2', 'given_up', 20),
      ('signer3', null, 19), ('signer5', null, 19)
  $$,
  'it is said why it is dead'
);
update relay set away_since = null;
select is_empty('select from suppression', 'the addresses are not to blame');

-- Given back untried.
select is(pg_temp.settle('released', 20, 'signer4'), '{owed}', 'a released mail is owed');
select is(
  (
    select due_at from outbox
    where signature_id = pg_temp.signature_of(:pause, 'signer4')
  ),
  now(), 'at once, and is not the worse for it'
);

-- Rejected for what is in it.
update outbox set attempts = 1, failures = 0, settled_at = null
where signature_id = pg_temp.signature_of(:pause, 'signer4');
select is(pg_temp.settle('rejected', 1, 'signer4'), '{dead}', 'a rejected mail is dead');
select is_empty('select from suppression', 'and its address not to blame');

-- Refused for good.
select is(pg_temp.settle('refused', 1, 'e'), '{dead}', 'a refused mail is dead');
select results_eq(
  'select address_key, reason::text from suppression',
  $$values (pg_temp.key('e'), 'refused')$$,
  'and its address suppressed'
);

-- The attempt number is a fence.
select is(pg_temp.settle('refused', 0, 'b'), '{stale}', 'an attempt that is not the latest');
select is(pg_temp.state_of('b'), 'owed', 'changes nothing');
select is_empty(
  $$select from suppression where address_key = pg_temp.key('b')$$, 'and suppresses nothing'
);

-- A batch of everything, with a mail that is not there any more.
update outbox set due_at = now() where petition_id = :petition;
select count(*) from outbox_claim(10, 900);
select results_eq(
  format($$
    select place, outcome
    from outbox_settle(
      array_fill(%s::bigint, array[5]), '{%s,1,%s,%s,%s}', '{2,1,1,2,2}',
      '{later,sent,sent,sent,refused}', '{450,250,250,250,550}', '{a,b,c,d,e}'
    )
  $$, :petition,
    pg_temp.signature_of(:petition, 'd') * 1000, pg_temp.signature_of(:petition, 'a') * 1000,
    pg_temp.signature_of(:petition, 'b') * 1000, pg_temp.signature_of(:petition, 'c') * 1000
  ),
  $$values (1, 'owed'), (2, 'stale'), (3, 'stale'), (4, 'sent'), (5, 'dead')$$,
  'each of a batch has its own outcome, in the order given'
);

-- What was sent is written together, whosever petition it is of.
select pg_temp.petition('one') as one \gset
select pg_temp.petition('other') as other \gset
select pg_temp.sign(:one, 'first', 'second', 'third');
select pg_temp.sign(:other, 'fourth', 'fifth', 'sixth');
update outbox set attempts = 1 where petition_id in (:one, :other);
delete from stale;
create view pg_temp.mails as
select petition_id, signature.address, outbox.state::text, reply_code, reply, settled_at
from outbox
join signature using (petition_id)
where signature.id = signature_id;
select results_eq(
  format($$
    select place, outcome
    from outbox_settle(
      '{%2$s,%1$s,%2$s,%1$s,%1$s,%2$s}',
      array(
        select pg_temp.signature_of(petition, address) * 1000
        from unnest(
          array[%2$s, %1$s, %2$s, %1$s, %1$s, %2$s],
          '{sixth,second,fourth,third,first,fifth}'::text[]
        ) with ordinality as given (petition, address, place)
        order by place
      ),
      '{1,1,1,1,1,2}', '{sent,sent,sent,later,sent,sent}', '{256,252,254,453,251,255}',
      '{six,two,four,three,one,five}'
    )
  $$, :one, :other),
  $$
    values (1, 'sent'), (2, 'sent'), (3, 'sent'), (4, 'owed'), (5, 'sent'), (6, 'stale')
  $$,
  'mails of several petitions are settled at once'
);
select results_eq(
  format($$
    select address, state, reply_code, reply, settled_at is not null
    from pg_temp.mails where petition_id in (%s, %s) order by address
  $$, :one, :other),
  $$
    values
      ('fifth', 'owed', null, null, false), ('first', 'sent', 251, 'one', true),
      ('fourth', 'sent', 254, 'four', true), ('second', 'sent', 252, 'two', true),
      ('sixth', 'sent', 256, 'six', true), ('third', 'owed', 453, 'three', true)
  $$,
  'each with the reply to it'
);
select set_eq(
  'select petition_id from stale',
  format('select unnest(array[%s, %s])', :one, :other),
  'and the figures of each petition are counted anew'
);

select * from finish();
rollback;
