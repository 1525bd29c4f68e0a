-- signature_confirm: every outcome, and each signature counted once.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(17);

select pg_temp.petition('confirm') as petition, pg_temp.petition('other') as other \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'held', 'withdrawn', 'removed');
select pg_temp.sign(:other, 'a');
update signature set state = given_name::signature_state
where petition_id = :petition and given_name in ('held', 'withdrawn', 'removed');

select is(pg_temp.confirm(:petition, 'a'), '{confirmed}', 'a signature is confirmed');
select results_eq(
  format(
    'select state::text, confirmed_at from signature where id = %s',
    pg_temp.signature_of(:petition, 'a')
  ),
  $$values ('confirmed', now())$$,
  'and stored as such, at the time of the database'
);
select is(pg_temp.counted(:petition), 1::bigint, 'and counted');
select is(pg_temp.confirm(:petition, 'a'), '{already}', 'once more');
select is(pg_temp.counted(:petition), 1::bigint, 'changes nothing');

select is(
  pg_temp.confirm(:petition, 'c', 'held', 'b', 'nobody', 'removed', 'c', 'withdrawn', 'a', 'b'),
  '{confirmed,held,confirmed,unknown,withdrawn,already,withdrawn,already,already}',
  'each of a batch has its own outcome, in the order given; the same twice is confirmed once'
);
select is(pg_temp.counted(:petition), 3::bigint, 'and counted once');
select results_eq(
  format($$
    select given_name, state::text
    from signature
    where petition_id = %s and given_name in ('held', 'withdrawn', 'removed')
    order by given_name
  $$, :petition),
  $$values ('held', 'held'), ('removed', 'removed'), ('withdrawn', 'withdrawn')$$,
  'those that cannot be confirmed stay as they were'
);

-- What a forged link could say.
select pg_temp.signature_of(:other, 'a') as signature \gset
select results_eq(
  format($$
    select outcome from signature_confirm('{%1$s,%2$s,%2$s}', '{%3$s,%3$s,0}', '{7,8,7}')
  $$, :petition, :other, :signature),
  $$values ('unknown'), ('unknown'), ('unknown')$$,
  'another petition, another nonce or another id is unknown'
);
select is(
  (select state::text from signature where id = :signature), 'pending', 'and confirms nothing'
);
select is(pg_temp.counted(:other), null, 'and counts nothing');
select results_eq(
  format($$
    select outcome from signature_confirm('{%1$s,%1$s}', '{%2$s,%2$s}', '{8,7}')
  $$, :other, :signature),
  $$values ('unknown'), ('confirmed')$$,
  'a forged link beside the right one takes nothing from it'
);

-- Several petitions in a batch.
select pg_temp.sign(:petition, 'd', 'e');
select pg_temp.sign(:other, 'd');
select results_eq(
  format(
    $$select outcome from signature_confirm('{%1$s,%2$s,%1$s}', '{%3$s,%4$s,%5$s}', '{7,7,7}')$$,
    :petition, :other, pg_temp.signature_of(:petition, 'd'), pg_temp.signature_of(:other, 'd'),
    pg_temp.signature_of(:petition, 'e')
  ),
  $$values ('confirmed'), ('confirmed'), ('confirmed')$$,
  'a batch may hold several petitions'
);
select is(pg_temp.counted(:petition), 5::bigint, 'each counts its own');
select is(pg_temp.counted(:other), 2::bigint, 'and no other''s');
select is_empty(
  'select from count_check() where tally <> signatures', 'the tally is what the rows say'
);
select is_empty(
  $$select from signature_confirm('{}', '{}', '{}')$$, 'an empty batch is no error'
);

select * from finish();
rollback;
