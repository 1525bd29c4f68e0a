-- outbox_claim, outbox_settle, outbox_room: no more mails in an hour and a day than are allowed.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(24);

delete from handover;
select pg_temp.petition('limits') as petition \gset
select pg_temp.sign(:petition, variadic array(select 'signer' || n from generate_series(1, 60) as n));

create function pg_temp.claim(most int, hour int, day int) returns bigint
language sql as $$
  select count(*) from outbox_claim(most, 900, hour, day);
$$;

-- Settles so many of the mails that are under way.
create function pg_temp.settle(outcome text, most int) returns bigint
language sql as $$
  select count(*)
  from (
    select
      array_agg(petition_id) as petition_id, array_agg(id) as id, array_agg(attempts) as attempts
    from (
      select * from outbox
      where state = 'owed' and attempts > 0 and settled_at is null order by id limit most
    ) as mail
  ) as mails
  cross join outbox_settle(
    petition_id, id, attempts, array_fill(outcome, array[cardinality(id)]),
    array_fill(450, array[cardinality(id)]), array_fill('4.0.0'::text, array[cardinality(id)])
  );
$$;

select is(pg_temp.claim(5, 0, 0), 5::bigint, 'without a limit');
select is_empty('select from handover', 'nothing is counted');
select pg_temp.settle('released', 5);

select is(pg_temp.claim(20, 10, 0), 10::bigint, 'ten in an hour');
select is(pg_temp.claim(20, 10, 0), 0::bigint, 'are ten, whoever asks');
select is(pg_temp.claim(1, 11, 0), 1::bigint, 'and eleven are one more');
select is((select sum(mails) from handover), 11::bigint, 'as it is counted');
select results_eq(
  'select seconds, kept_by from outbox_next(11, 0)',
  $$values (60::double precision, 'hour')$$,
  'a courier rests and looks again'
);
select results_eq(
  'select seconds, kept_by from outbox_next(11, 10)', $$values (60::double precision, 'hour')$$,
  'whatever else keeps it'
);

-- What was not handed over makes room.
select is(pg_temp.settle('sent', 3), 3::bigint, 'three are sent');
select is(pg_temp.claim(20, 11, 0), 0::bigint, 'and stay counted');
select is(pg_temp.settle('unknown', 2), 2::bigint, 'of two nobody knows');
select is(pg_temp.claim(20, 11, 0), 0::bigint, 'and they stay counted');
select is(pg_temp.settle('later', 4), 4::bigint, 'four were not taken');
select is(pg_temp.claim(20, 11, 0), 4::bigint, 'so four others may go');
select is((select sum(mails) from handover), 11::bigint, 'and it is eleven again');

-- The window moves on; a day holds 24 hours.
update handover set minute = minute - interval '61 minutes';
select is(pg_temp.claim(20, 11, 15), 4::bigint, 'an hour later the day still counts');
select results_eq(
  'select seconds, kept_by from outbox_next(11, 15)', $$values (60::double precision, 'day')$$,
  'and keeps what is due'
);
update handover set minute = minute - interval '1441 minutes';
select is(pg_temp.claim(3, 11, 15), 3::bigint, 'a day later nothing does');
update handover set minute = minute - interval '2 days';
select pg_temp.claim(1, 11, 15);
select is((select count(*) from handover), 1::bigint, 'what counts no longer is forgotten');

-- What can wait leaves a fifth to what somebody waits for.
delete from handover;
update outbox set state = 'sent';
select pg_temp.sign(:petition, variadic array(select 'slow' || n from generate_series(1, 20) as n));
update outbox set class = 2 where state = 'owed';
select is(pg_temp.claim(20, 10, 0), 8::bigint, 'announcements take eight of ten');
select pg_temp.sign(:petition, 'quick1', 'quick2', 'quick3');
select is(
  (select array_agg(address order by address) from outbox_claim(20, 900, 10, 0)),
  array(
    select address from signature where address like 'quick%' order by id limit 2
  ),
  'two are left to confirmations'
);
select is(
  (select seconds from outbox_next(20, 0)), 0::double precision, 'with more room more can go'
);

-- Of those that are claimed together, too.
delete from outbox;
select pg_temp.petition('together') as together \gset
select pg_temp.sign(:together, 'same');
select outbox_add(:together, pg_temp.signature_of(:together, 'same'), 'link') from generate_series(1, 4);
select is(
  (select count(*) from outbox_claim(100, 900, mails_day => 2)), 2::bigint,
  'an address is sent no more in a day, also where all of it is due at once'
);
select is(
  (select count(*) from outbox_claim(100, 900, mails_day => 2)), 0::bigint, 'and the others wait'
);

select * from finish();
rollback;
