-- meter_add: each key in its own window, and windows that have ended go away.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(16);

truncate meter;
select results_eq(
  $$select place, count from meter_add('{a}', 3600)$$, 'values (1, 1::bigint)', 'the first time'
);
select results_eq(
  $$select place, count from meter_add('{b,a,NULL,a,c,a}', 3600)$$,
  'values (1, 1::bigint), (2, 2), (3, 0), (4, 3), (5, 1), (6, 4)',
  'each of a batch has its own count, in the order given'
);
select results_eq(
  $$select count from meter_add('{a}', 86400)$$, 'values (1::bigint)',
  'a window of another length counts for itself'
);
select is_empty($$select * from meter_add('{}', 3600)$$, 'nothing is no error');
select results_eq(
  $$select count from meter_add('{NULL,NULL}', 3600)$$, 'values (0::bigint), (0)', 'nor is null'
);
select is((select count(*) from meter), 4::bigint, 'a row for each key and length');
select ok(
  ends_at > now() and ends_at <= now() + interval '1 hour'
    and extract(epoch from ends_at)::bigint % 3600 = 0,
  'an hour ends at the full hour'
)
from meter where key = 'a' and seconds = 3600;
select is(
  (select relpersistence::text from pg_class where oid = 'meter'::regclass), 'u',
  'nothing of it is written ahead'
);

-- The next window.
update meter set ends_at = now() where key = 'a' and seconds = 3600;
select results_eq(
  $$select count, total from meter_add('{a,NULL,a}', 3600)$$,
  'values (1::bigint, 5::bigint), (0, 0), (2, 6)',
  'when the window has ended it begins with one again, and the total goes on'
);
select ok(
  (select ends_at from meter where key = 'a' and seconds = 3600) > now(), 'in a window of now'
);
-- A transaction that began before the last window ended, and counts after the others.
update meter set ends_at = now() + interval '90 minutes', count = 5 where key = 'b';
select results_eq(
  $$select count from meter_add('{b}', 3600)$$, 'values (6::bigint)', 'who is late counts on'
);

-- Clearing away.
update meter set ends_at = now() - interval '23 hours' where key = 'c';
insert into meter (key, seconds, ends_at, count, total)
select decode(md5('old' || n), 'hex'), 60, now() - interval '1 day', 1, 1
from generate_series(1, 200) as n;
select setseed(0.5);
select count(*)
from (select meter_add('{a}', 3600) from generate_series(1, 400)) as counted;
select is_empty(
  $$select from meter where ends_at <= now() - interval '1 day'$$,
  'keys that have not come for a day are cleared away'
);
select isnt_empty($$select from meter where key = 'c'$$, 'those that have are not');
select results_eq(
  $$select count, total from meter_add('{c}', 3600)$$, 'values (1::bigint, 2::bigint)',
  'and count on'
);
select is(
  (select count from meter where key = 'a' and seconds = 3600), 402::bigint,
  'nor those of now'
);
select cmp_ok((select count(*) from meter), '<', 10::bigint, 'so that the table stays small');

select * from finish();
rollback;
