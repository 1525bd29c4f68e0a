-- count_check: the tally beside the rows.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(4);

select
  pg_temp.petition('check') as petition,
  pg_temp.petition('check-none', 'none') as none,
  pg_temp.petition('check-empty') as empty \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd');
select pg_temp.confirm(:petition, 'a', 'b', 'c');
select signature_disown(:petition, pg_temp.signature_of(:petition, 'b'), 7);
select pg_temp.sign(:none, 'a');

select results_eq(
  $$select * from count_check() where slug like 'check%'$$,
  $$values ('check', 2::bigint, 2::bigint), ('check-empty', 0, 0), ('check-none', 1, 1)$$,
  'every petition is there, with two numbers that are the same'
);
update tally set confirmed = confirmed + 1 where petition_id = :petition;
select results_eq(
  $$select * from count_check() where slug = 'check'$$,
  $$values ('check', 3::bigint, 2::bigint)$$,
  'a tally that says too much is seen'
);
delete from signature where petition_id = :none;
select results_eq(
  $$select * from count_check() where slug = 'check-none'$$,
  $$values ('check-none', 1::bigint, 0::bigint)$$,
  'and signatures that are missing'
);
update signature set state = 'confirmed' where petition_id = :petition and address = 'd';
delete from tally where petition_id = :petition;
select results_eq(
  $$select * from count_check() where slug = 'check'$$,
  $$values ('check', 0::bigint, 3::bigint)$$,
  'and a tally that is missing'
);

select * from finish();
rollback;
