-- Signatures on paper: each person once, beside those who have signed here; taken back again.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(28);

select pg_temp.petition('paper') as petition, pg_temp.petition('paper-other') as other \gset
select pg_temp.sign(:petition, 'online', 'pending');
select pg_temp.sign(:other, 'elsewhere');
select pg_temp.confirm(:petition, 'online');
select pg_temp.confirm(:other, 'elsewhere');

-- A file of names; an address behind a colon.
create function pg_temp.take(
  digest text, lines text[], namesakes boolean default false, keep boolean default true,
  slug text default 'paper'
) returns text[]
language sql as $$
  select array_agg(
    concat_ws(' ', place, outcome, sheet, before_line) order by place
  )
  from paper_add(
    slug, digest || '.csv', digest,
    array(select 1 + n::int from generate_series(1, cardinality(lines)) as n),
    array(select pg_temp.key('p' || split_part(line, ':', 1)) from unnest(lines) as line),
    array(select pg_temp.key(nullif(split_part(line, ':', 2), '')) from unnest(lines) as line),
    array(select split_part(line, ':', 1) from unnest(lines) as line),
    array_fill('Doe'::text, array[cardinality(lines)]),
    array_fill('10025'::text, array[cardinality(lines)]),
    array_fill('US'::text, array[cardinality(lines)]),
    array_fill(date '2026-02-28', array[cardinality(lines)]),
    array(select line like 'Ann%' from unnest(lines) as line),
    namesakes, keep
  );
$$;
create function pg_temp.on_paper() returns int
language sql as $$
  select paper from petition_find('paper');
$$;

select is(
  pg_temp.take('one', '{Ann,Bob:bob,Cy:online,Di:pending,Ed:elsewhere,Ann,Fay:bob}', false, false),
  '{1 counted 1,2 counted 1,3 online,4 counted 1,5 counted 1,6 namesake 1 2,7 address 1 3}',
  'each line is judged'
);
select is(pg_temp.on_paper(), 0, 'only judged, none is taken');
select is(
  pg_temp.take('one', '{Ann,Bob:bob,Cy:online,Di:pending,Ed:elsewhere,Ann,Fay:bob}'),
  '{1 counted 1,2 counted 1,3 online,4 counted 1,5 counted 1,6 namesake 1 2,7 address 1 3}',
  'taken, they are judged the same'
);
select is(pg_temp.on_paper(), 4, 'and counted');
select is(pg_temp.counted(:petition), 1::bigint, 'apart from those who signed here');
select results_eq(
  $$select tally, signatures from count_check() where slug = 'paper'$$,
  'values (1::bigint, 1::bigint)', 'which count_check agrees with'
);
select is(pg_temp.take('one', '{Zoe}'), '{0 again 1}', 'the same file is taken once');
select is(
  pg_temp.take('two', '{Ann,Gus:bob,Hal}'), '{1 namesake 1 2,2 address 1 3,3 counted 2}',
  'who is on paper already is not again'
);
select is(pg_temp.take('three', '{Ann}', true), '{1 counted 3}', 'namesakes are, if that is said');
select is(pg_temp.take('four', '{Ann}', true, true, 'paper-other'), '{1 counted 1}',
  'and whoever signs another petition');
select is(pg_temp.take('five', '{Ann}', true, true, 'nothing'), null, 'of no petition, nothing');
select is(pg_temp.take('six', '{Cy:online}'), '{1 online}', 'a file of nothing new');
select is(
  (select array_agg(number) from paper_sheet where petition_id = :petition), '{1,2,3}',
  'is not kept'
);
select results_eq(
  format(
    $$
      select given_name, family_name, postal_code, country, signed_on, show_name
      from paper where petition_id = %s and sheet = 1 and line = 2
    $$,
    :petition
  ),
  $$values ('Ann', 'Doe', '10025', 'US', date '2026-02-28', true)$$, 'what is kept of a line'
);
select is_empty(
  $$
    select attname from pg_attribute
    where attrelid = 'paper'::regclass and attname = 'address'
  $$,
  'no address is'
);
select is(
  (select array_agg(by_role || ' ' || detail order by number) from petition_change
   where petition_id = :petition and deed = 'paper'),
  array(select reader_name() || ' ' || words from unnest(
    '{sheet 1 taken,sheet 2 taken,sheet 3 taken}'::text[]
  ) as words),
  'who took what is kept'
);

-- Who signs here later counts here.
select pg_temp.confirm(:petition, 'pending');
select is(
  (select state from paper_signatures where slug = 'paper' and sheet = 1 and line = 5), 'online',
  'who signs here since counts here'
);
select is(pg_temp.on_paper(), 6, 'on the page as soon as somebody looks');
select results_eq(
  $$select sheet, name, counted, online, removed from paper_list('paper')$$,
  $$
    values
      (1, 'one.csv', 3::bigint, 1::bigint, 0::bigint), (2, 'two.csv', 1, 0, 0),
      (3, 'three.csv', 1, 0, 0)
  $$,
  'the list looks'
);
select is(pg_temp.on_paper(), 5, 'and counts');
select results_eq(
  $$
    select line, state, public_name, postal_code, country, signed_on, file
    from paper_signatures where slug = 'paper' and sheet = 1 and line < 4 order by line
  $$,
  $$
    values
      (2, 'counted', 'Ann Doe', '10025', 'US', date '2026-02-28', 'one.csv'),
      (3, 'counted', null, '10025', 'US', date '2026-02-28', 'one.csv')
  $$,
  'the view shows the name where it may'
);

-- Taken back.
select is(
  array[
    paper_remove('paper', 1, 3, 'twice'), paper_remove('paper', 1, 3, 'twice'),
    paper_remove('paper', 2, null, 'wrong'), paper_remove('paper', 9, null, 'x'),
    paper_remove('nothing', 1, null, 'x')
  ],
  '{1,0,1,null,null}', 'a line is removed, and a sheet'
);
select is(pg_temp.on_paper(), 3, 'and no longer counted');
select is_empty(
  format(
    $$
      select from paper
      where petition_id = %s and state = 'removed'
        and num_nonnulls(
          person_key, address_key, given_name, family_name, postal_code, country, signed_on
        ) > 0
    $$,
    :petition
  ),
  'nothing about the person is left'
);
select is(
  pg_temp.take('two', '{Ann,Gus:bob,Hal}', false, false),
  '{1 namesake 1 2,2 counted 4,3 counted 4}', 'a sheet that was removed can be taken anew'
);

-- Who has signed here as well, and takes that back, is on no paper any more.
select pg_temp.sign(:other, 'leaves', 'erased');
select pg_temp.take(
  'seven', '{Ian:leaves,Joe:erased,Kim}', slug => 'paper-other'
);
select pg_temp.confirm(:other, 'leaves', 'erased');
select paper as before from petition where id = :other \gset
select signature_withdraw(:other, pg_temp.signature_of(:other, 'leaves'), 7);
select signature_erase(:other, pg_temp.signature_of(:other, 'erased'), 7);
select results_eq(
  $$
    select line, state::text, given_name, signed_on, removed_for
    from paper where petition_id = (select id from petition where slug = 'paper-other')
      and sheet = 2 order by line
  $$,
  $$
    values
      (2, 'online', 'Ian', date '2026-02-28', null), (3, 'removed', null, null, 'erased by its signer'),
      (4, 'counted', 'Kim', date '2026-02-28', null)
  $$,
  'a withdrawn signature does not count on paper instead, of an erased one nothing is left'
);
select is(
  (select paper from petition where id = :other), :before - 2, 'nobody counts twice, or again'
);
select pg_temp.sign(:other, 'mistaken');
select pg_temp.take('eight', '{Lee:mistaken}', slug => 'paper-other');
select signature_disown(:other, pg_temp.signature_of(:other, 'mistaken'), 7);
select paper_list('paper-other');
select is(
  (select paper from petition where id = :other), :before - 1,
  'whoever did not sign here may have signed on paper'
);

select * from finish();
rollback;
