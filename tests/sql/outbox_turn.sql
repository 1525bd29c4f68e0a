-- outbox_claim, outbox_class, outbox_heads: whose turn it is.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(17);

select results_eq(
  $$
    select outbox_class(kind)::int
    from unnest('{confirmation,released,link,thanks,reminder,announcement}'::text[]) as kind
  $$,
  $$values (0), (0), (0), (0), (1), (2)$$,
  'reminders wait for all but announcements, and these for all'
);

-- As many of each petition, and of each class, as said; due one minute after the other.
create function pg_temp.owe(petition_id bigint, class int, many int) returns void
language sql as $$
  with signed as (
    select pg_temp.sign($1, variadic array(
      select format('%s-%s-%s', petition_id, class, n) from generate_series(1, many) as n
    ))
  )
  select from signed;
  update outbox set class = $2, due_at = now() - interval '1 day' + make_interval(mins => n)
  from signature, generate_series(1, many) as n
  where signature.id = signature_id
    and address = format('%s-%s-%s', $1, $2, n);
$$;

-- What is claimed: class and number of mails of each petition.
create function pg_temp.claim(most int, out turns text)
language sql as $$
  select string_agg(format('%s:%s=%s', class, slug, mails), ' ' order by class, slug)
  from (
    select split_part(address, '-', 2) as class, slug, count(*) as mails
    from outbox_claim(most, 900)
    group by 1, 2
  ) as claimed;
$$;

select pg_temp.petition('large') as large \gset
select pg_temp.petition('middle') as middle \gset
select pg_temp.petition('small') as small \gset
select pg_temp.owe(:large, 0, 60), pg_temp.owe(:middle, 0, 20), pg_temp.owe(:small, 0, 3);
select pg_temp.owe(:small, 1, 5), pg_temp.owe(:large, 2, 30);

select is(
  pg_temp.claim(9), '0:large=3 0:middle=3 0:small=3', 'every petition has its turn'
);
select is(pg_temp.claim(8), '0:large=4 0:middle=4', 'and what one does not need goes to the others');
select is(
  array(
    select split_part(address, '-', 3)::int
    from outbox join signature on signature.id = signature_id
    where outbox.petition_id = :large and class = 0 and attempts > 0
    order by 1
  ),
  array[1, 2, 3, 4, 5, 6, 7],
  'of each, those that are due the longest'
);
select is(
  pg_temp.claim(66), '0:large=53 0:middle=13', 'a large petition takes what no other needs'
);
select is(pg_temp.claim(4), '1:small=4', 'then the next class');
select is(pg_temp.claim(4), '1:small=1 2:large=3', 'and the last one');
select is(
  pg_temp.claim(100), '2:large=10', 'ten of them: a confirmation may soon be owed behind them'
);
select is(pg_temp.claim(100), '2:large=10', 'ten more');
select is(pg_temp.claim(100), '2:large=7', 'down to the end');
select is(pg_temp.claim(100), null, 'and no further');

-- More petitions than a claim has mails: all get their turn.
update outbox set state = 'sent';
select pg_temp.owe(pg_temp.petition('crowd' || n), 0, 20) from generate_series(1, 30) as n;
create temp table claimed as
select slug from generate_series(1, 30) as n, lateral outbox_claim(5 + 0 * n, 900);
select is((select count(*) from claimed), 150::bigint, 'thirty claims of five mails');
select cmp_ok(
  (select count(distinct slug) from claimed), '>', 20::bigint, 'go to most of thirty petitions'
);
select is(
  (select max(each) from (select count(*) as each from outbox_claim(30, 900) group by slug) as each),
  1::bigint, 'a claim takes one of each if there is none to spare'
);

-- Petitions that owe nothing that is due are passed over.
update outbox set due_at = now() + interval '1 hour' where attempts = 0;
select is_empty('select from outbox_claim(10, 900)', 'what is to be tried later is left alone');
select pg_temp.owe(:middle, 2, 2);
select is(pg_temp.claim(10), '2:middle=2', 'and keeps nothing else');
select results_eq(
  $$select petition_id, due_at - now() from outbox_heads(0::smallint, 100000000, 2, now() + interval '2 hours')$$,
  $$
    select petition_id, min(due_at) - now() from outbox
    where state = 'owed' and class = 0
    group by petition_id order by petition_id limit 2
  $$,
  'behind the last petition comes the first'
);

select * from finish();
rollback;
