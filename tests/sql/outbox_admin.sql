-- outbox_report, relay_report, outbox_retry, outbox_drop: what an admin sees of the mail and does.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(21);

update relay set away_since = null, failed_at = null, failures = 0, probe_at = null;
delete from handover;
select pg_temp.petition('one') as one \gset
select pg_temp.petition('two') as two \gset
select pg_temp.sign(:one, 'a@x.example', 'b@x.example', 'c@X.example', 'd@y.example', 'e@y.example');
select pg_temp.sign(:two, 'a@x.example', 'f@z.example', 'g@z.example', 'h@z.example');

create function pg_temp.become(address text, what text) returns void
language plpgsql as $$
begin
  execute format(
    'update outbox set %s where signature_id in (select id from signature where address = %L)',
    what, address
  );
end
$$;

create function pg_temp.stages() returns text
language sql as $$
  select string_agg(format('%s:%s %s', slug, mails, state), ', ' order by slug, state)
  from outbox_health;
$$;

select pg_temp.become('b@x.example', $$owed_at = now() - interval '90 s', due_at = 'infinity'$$);
select pg_temp.become('c@X.example', $$state = 'sent', settled_at = now()$$);
select pg_temp.become('d@y.example', $$
  state = 'dead', dead_for = 'refused', reply_code = 550, reply = '5.1.1', failures = 1
$$);
select pg_temp.become('e@y.example', $$
  state = 'dead', dead_for = 'given_up', reply_code = 0, failures = 20, reply = ''
$$);
select pg_temp.become('f@z.example', $$state = 'dropped'$$);
select pg_temp.become('g@z.example', $$attempts = 1, due_at = now() + interval '1 hour'$$);
insert into suppression (address_key, reason)
values (pg_temp.key('d@y.example'), 'refused'), (pg_temp.key('e@y.example'), 'disowned');

select is(
  pg_temp.stages(),
  'one:1 dead, one:1 dead, one:1 due, one:1 sent, one:1 waiting, '
  'two:1 dropped, two:2 due, two:1 under way',
  'each mail is at one stage'
);
select results_eq(
  $$
    select section, name, due, under_way, waiting, sent, dead, dropped, oldest
    from outbox_report()
  $$,
  $$
    values
      ('all', '', 3::bigint, 1::bigint, 1::bigint, 1::bigint, 2::bigint, 1::bigint, 90::bigint),
      ('kind', 'confirmation', 3, 1, 1, 1, 2, 1, 90),
      ('domain', 'x.example', 2, 0, 1, 1, 0, 0, 90),
      ('domain', 'y.example', 0, 0, 0, 0, 2, 0, null),
      ('domain', 'z.example', 1, 1, 0, 0, 0, 1, 0),
      ('reason', 'given_up', 0, 0, 0, 0, 1, 0, null),
      ('reason', 'refused 550 5.1.1', 0, 0, 0, 0, 1, 0, null)
  $$,
  'all of it, by kind, by domain, and why it is dead'
);
select signature_withdraw(:two, pg_temp.signature_of(:two, 'h@z.example'), 7);
select is(
  (select dropped from outbox_report() where section = 'domain' and name = ''), 1::bigint,
  'of who has withdrawn there is no domain'
);

-- Retry.
select results_eq(
  $$select * from outbox_retry('dead', null, null, null, null)$$,
  $$values ('counted', 2::bigint)$$, 'dead mails are counted'
);
select results_eq(
  $$select * from outbox_retry('dead', null, null, null, 1)$$,
  $$values ('more', 2::bigint)$$, 'and left alone if there are more than were said'
);
select is((select count(*) from outbox where state = 'dead'), 2::bigint, 'really');
select results_eq(
  $$select * from outbox_retry('dead', 'two', null, null, 9)$$,
  $$values ('done', 0::bigint)$$, 'of another petition there are none'
);
select results_eq(
  $$select * from outbox_retry('dead', 'one', 'confirmation', 'Y.example', 2)$$,
  $$values ('done', 2::bigint)$$, 'they are tried again'
);
select results_eq(
  $$
    select failures::int, dead_for, due_at, attempts from outbox
    join signature on signature.id = signature_id where address like '%y.example'
  $$,
  $$values (0, null, now(), 0), (0, null, now(), 0)$$,
  'at once, as if nothing had been'
);
select results_eq(
  'select reason::text from suppression', $$values ('disowned')$$,
  'a refused address is written to again, and no other'
);
select results_eq(
  $$select address from outbox_claim(10, 900) where slug = 'one' order by address$$,
  $$values ('a@x.example'), ('d@y.example')$$,
  'couriers get them'
);
update relay set away_since = now(), probe_at = now() + interval '1 hour';
select results_eq(
  $$select * from outbox_retry('waiting', null, null, 'x.example', 1)$$,
  $$values ('done', 1::bigint)$$, 'so is what waits'
);
select is((select probe_at from relay), now(), 'and a relay that is away is tried at once');
select results_eq(
  $$select * from outbox_retry('under way', null, null, null, 9)$$,
  $$values ('done', 0::bigint)$$, 'what a courier has is left alone'
);

-- Drop.
select results_eq(
  $$select * from outbox_drop('due', null, 'confirmation', null, null)$$,
  $$values ('counted', 1::bigint)$$, 'mails that are due are counted'
);
select results_eq(
  $$select * from outbox_drop('due', null, 'link', null, 5)$$,
  $$values ('done', 0::bigint)$$, 'of another kind there are none'
);
select results_eq(
  $$select * from outbox_drop('due', null, null, 'x.example', 5)$$,
  $$values ('done', 1::bigint)$$, 'they are dropped'
);
select is_empty(
  $$select from outbox_health where state = 'due'$$, 'and not due any more'
);

-- The relay.
select results_eq(
  'select away, probe, hour, day from relay_report()',
  $$values (0::bigint, 0::bigint, 0::bigint, 0::bigint)$$, 'the relay is away'
);
update relay set away_since = null;
insert into handover values (now() - interval '30 minutes', 5), (now() - interval '2 hours', 7);
select results_eq(
  'select away, hour, day from relay_report()',
  $$values (null::bigint, 5::bigint, 12::bigint)$$, 'or answers, and was handed so many mails'
);
select is(
  (select count(*) from outbox_report() where section = 'all'), 1::bigint,
  'there is a total whatever there is'
);

select * from finish();
rollback;
