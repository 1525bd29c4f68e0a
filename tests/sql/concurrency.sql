-- Several programs and couriers at once: nobody waits without need, nothing happens twice.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Other sessions see only what is committed, so this test cleans up behind itself. It needs a
-- database where no other mail is due.

begin;
create extension if not exists pgtap with schema public;
create extension if not exists dblink with schema public;
set local search_path = undersigned, public;
select plan(33);

-- The connection string of this session is handed over by pgtap.
create function pg_temp.connect(session text) returns int
language plpgsql as $$
begin
  perform dblink_connect(session, current_setting('undersigned.test_connection'));
  -- Who waits for a lock fails instead of standing still.
  perform dblink_exec(session, 'set lock_timeout = 5000; set search_path = undersigned');
  return (select slot from dblink(session, 'select pg_backend_pid() % 16') as asked (slot int));
end
$$;

create function pg_temp.ask(session text, query text) returns text
language sql as $$
  select answer from dblink(session, query) as asked (answer text);
$$;

create function pg_temp.sign(address text) returns text
language sql as $$
  select format($f$
    select outcome
    from signature_add(
      array[(select id from petition where slug = 'concurrency')], '{1}',
      array[decode(md5(%1$L), 'hex')], '{7}', array[%1$L], '{x}', '{x}', '{x}', '{US}', '{x}',
      '{f}', '{en}', '{x}', '{null}'
    )
  $f$, address);
$$;

create function pg_temp.confirm(address text) returns text
language sql as $$
  select format($f$
    select outcome
    from signature
    cross join signature_confirm(array[petition_id], array[id], array[nonce])
    where address = %L
  $f$, address);
$$;

create function pg_temp.claim(most int) returns text
language sql as $$
  select format(
    'select string_agg(address || attempt, $f$ $f$ order by address) from outbox_claim(%s, 900)',
    most
  );
$$;

create function pg_temp.clean_up() returns text
language sql as $$
  select dblink_exec('one', $f$
    delete from outbox using petition where petition_id = petition.id and slug = 'concurrency';
    delete from signature using petition where petition_id = petition.id and slug = 'concurrency';
    delete from event using petition where petition_id = petition.id and slug = 'concurrency';
    delete from tally using petition where petition_id = petition.id and slug = 'concurrency';
    delete from milestone using petition where petition_id = petition.id and slug = 'concurrency';
    delete from revision using petition where petition_id = petition.id and slug = 'concurrency';
    delete from petition where slug = 'concurrency';
  $f$);
$$;

-- Two sessions that count in different slots, as most do.
do $$
declare
  slot int := pg_temp.connect('one');
begin
  while pg_temp.connect('two') = slot loop
    perform dblink_disconnect('two');
  end loop;
end
$$;

-- A run that was interrupted has left something behind.
select pg_temp.clean_up();
select pg_temp.ask('one', $$
  select outcome
  from petition_import(
    'concurrency', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', null
  )
$$);
select pg_temp.ask('one', pg_temp.sign(address)) from unnest('{a,b,c,d}'::text[]) as address;

-- Claims.
select dblink_exec('one', 'begin');
select is(pg_temp.ask('one', pg_temp.claim(2)), 'a1 b1', 'a courier claims the oldest mails');
select is(
  pg_temp.ask('two', pg_temp.claim(10)), 'c1 d1', 'another one gets the others, without waiting'
);
select dblink_exec('one', 'rollback');
select is(
  pg_temp.ask('two', pg_temp.claim(10)), 'a1 b1',
  'a claim that was not committed leaves the mails to others'
);
select is(pg_temp.ask('one', pg_temp.claim(10)), null, 'and one that was does not');

-- Different signatures, confirmed at the same time.
select dblink_exec('one', 'begin');
select dblink_exec('two', 'begin');
select is(pg_temp.ask('one', pg_temp.confirm('a')), 'confirmed', 'a signature is confirmed');
select is(
  pg_temp.ask('two', pg_temp.confirm('b')), 'confirmed',
  'another one at the same time, without waiting for the tally'
);
select dblink_exec('one', 'commit');
select dblink_exec('two', 'commit');
select results_eq(
  $$
    select count(*), sum(confirmed)::bigint
    from tally join petition on petition.id = petition_id
    where slug = 'concurrency'
  $$,
  'values (2::bigint, 2::bigint)',
  'both are counted, in a slot each'
);

-- The same signature, confirmed at the same time.
select dblink_exec('one', 'begin');
select is(pg_temp.ask('one', pg_temp.confirm('c')), 'confirmed', 'a signature is confirmed');
select dblink_send_query('two', pg_temp.confirm('c'));
select pg_sleep(0.2);
select is(dblink_is_busy('two'), 1, 'who confirms the same one waits');
select dblink_exec('one', 'commit');
select results_eq(
  $$select * from dblink_get_result('two') as asked (answer text)$$,
  $$values ('already')$$,
  'and finds it confirmed'
);
select is_empty($$select * from dblink_get_result('two') as asked (answer text)$$, 'that is all');
select results_eq(
  $$select tally, signatures from count_check() where slug = 'concurrency'$$,
  'values (3::bigint, 3::bigint)',
  'it is counted once'
);

-- The same address, signing at the same time.
select dblink_exec('one', 'begin');
select is(pg_temp.ask('one', pg_temp.sign('e')), 'added', 'an address signs');
select dblink_send_query('two', pg_temp.sign('e'));
select pg_sleep(0.2);
select is(dblink_is_busy('two'), 1, 'who signs with the same one waits');
select dblink_exec('one', 'commit');
select results_eq(
  $$select * from dblink_get_result('two') as asked (answer text)$$,
  $$values ('repeated')$$,
  'and has signed before'
);
select is_empty($$select * from dblink_get_result('two') as asked (answer text)$$, 'that is all');

-- A signature that another session holds.
select dblink_exec('one', $$
  update signature set mailed_at = now() - interval '1 hour' where address = 'd';
  update outbox set state = 'sent';
$$);
select dblink_exec('one', 'begin');
select pg_temp.ask('one', $$select id from signature where address = 'd' for update$$);
select is(
  pg_temp.ask('two', pg_temp.sign('d')), 'repeated', 'who signs again does not wait for it'
);
select is(pg_temp.ask('two', pg_temp.claim(10)), null, 'and is not reminded now');
select dblink_exec('one', 'commit');
select is(pg_temp.ask('two', pg_temp.sign('d')), 'repeated', 'who signs again after that');
select is(pg_temp.ask('two', pg_temp.claim(10)), 'd1', 'is');

-- The same things, counted at the same time, in opposite orders.
select dblink_exec('one', 'begin');
select pg_temp.ask('one', $$select max(count) from meter_add('{concurrent1,concurrent2}', 86400)$$);
select dblink_send_query(
  'two',
  $$select string_agg(count::text, ' ' order by place) from meter_add('{concurrent2,other,concurrent1}', 86400)$$
);
select pg_sleep(0.2);
select is(dblink_is_busy('two'), 1, 'who counts the same things waits');
select is(
  pg_temp.ask('one', $$select max(count) from meter_add('{concurrent2,concurrent1}', 86400)$$), '2',
  'in no circle'
);
select dblink_exec('one', 'commit');
select results_eq(
  $$select * from dblink_get_result('two') as asked (answer text)$$,
  $$values ('3 1 3')$$,
  'and counts on from there'
);
select is_empty($$select * from dblink_get_result('two') as asked (answer text)$$, 'that is all');
select dblink_exec('one', $$delete from meter where key in ('concurrent1', 'concurrent2', 'other')$$);

-- A milestone that different signatures reach at the same time.
select pg_temp.ask('one', pg_temp.sign(address)) from unnest('{f,g}'::text[]) as address;
select dblink_exec('one', $$
  insert into tally (petition_id, slot, confirmed)
  select id, 100, 96 from petition where slug = 'concurrency'
$$);
select dblink_exec('one', 'begin');
select is(pg_temp.ask('one', pg_temp.confirm('f')), 'confirmed', 'the hundredth is confirmed');
select dblink_send_query('two', pg_temp.confirm('g'));
select pg_sleep(0.2);
select is(dblink_is_busy('two'), 1, 'who is the hundredth, too, waits');
select dblink_exec('one', 'commit');
select results_eq(
  $$select * from dblink_get_result('two') as asked (answer text)$$,
  $$values ('confirmed')$$,
  'and is confirmed'
);
select is_empty($$select * from dblink_get_result('two') as asked (answer text)$$, 'that is all');
select results_eq(
  $$
    select count
    from milestone join petition on petition.id = petition_id
    where slug = 'concurrency'
  $$,
  'values (100::bigint)',
  'the milestone is noted once'
);

-- One event, used up at the same time.
select dblink_exec('one', $$
  insert into event (petition_id, code, name, ends_at, most)
  select id, 'concurrent', '', now() + interval '1 hour', 3 from petition
  where slug = 'concurrency'
$$);

create function pg_temp.use(times int) returns text
language sql as $$
  select format($f$
    select event_use(array_fill(id, array[%1$s]), array_fill('concurrent'::text, array[%1$s]))
    from petition where slug = 'concurrency'
  $f$, times);
$$;

select dblink_exec('one', 'begin');
select is(pg_temp.ask('one', pg_temp.use(2)), '{t,t}', 'an event lifts the limit');
select dblink_send_query('two', pg_temp.use(2));
select pg_sleep(0.2);
select is(dblink_is_busy('two'), 1, 'who uses the same one waits');
select dblink_exec('one', 'commit');
select results_eq(
  $$select * from dblink_get_result('two') as asked (answer text)$$,
  $$values ('{t,f}')$$,
  'and gets what is left'
);
select is_empty($$select * from dblink_get_result('two') as asked (answer text)$$, 'that is all');

select pg_temp.clean_up();
select dblink_disconnect('one');
select dblink_disconnect('two');

select * from finish();
rollback;
