-- delivery_*: each signature is on one roll, named as the form promised.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(17);

select pg_temp.petition('delivered') as petition \gset
select pg_temp.petition('other') as other \gset
create function pg_temp.roll(petition bigint, number int) returns text
language sql as $$
  select string_agg(coalesce(name, '-') || ' ' || country || ' ' || area, ', ' order by name)
  from delivery_page(petition, number, 0, 100);
$$;
create function pg_temp.number(slug text) returns int
language sql as $$ select number from delivery_begin(slug); $$;

select is_empty($$ select * from delivery_begin('nothing') $$, 'there has to be a petition');
select pg_temp.sign(:petition, 'ann', 'bea', 'cyd', 'dan', 'eva');
select pg_temp.confirm(:petition, 'ann', 'bea', 'cyd', 'dan');
select pg_temp.sign(:other, 'gil');
select pg_temp.confirm(:other, 'gil');
update signature set given_name = 'Ann', family_name = 'Arc', country = 'DE', postal_code = '10115'
where petition_id = :petition and given_name = 'ann';
update signature set show_name = false where petition_id = :petition and given_name = 'bea';
update signature set given_name = 'Cyd Mae Coe', family_name = '', country = null, postal_code = ''
where petition_id = :petition and given_name = 'cyd';
update signature set given_name = 'Dan', family_name = 'Dee'
where petition_id = :petition and given_name = 'dan';
update signature set country = 'GB', postal_code = 'sw1a 1aa' where given_name in ('bea', 'Dan');

select is(
  pg_temp.roll(:petition, null), 'Ann DE 10, Cyd  , Dan GB SW1A, - GB SW1A',
  'the confirmed: first names of those who let them be shown, and areas'
);
select is_empty($$ select * from delivered $$, 'a look remembers nothing');
update revision set roll_names = 'initial' where petition_id = :petition;
select is(
  pg_temp.roll(:petition, null), 'Ann A. DE 10, Cyd  , Dan D. GB SW1A, - GB SW1A',
  'with initials, where the form said so'
);
update revision set roll_names = 'full' where petition_id = :petition;
select is(
  pg_temp.roll(:petition, null), 'Ann Arc DE 10, Cyd Mae Coe  , Dan Dee GB SW1A, - GB SW1A',
  'with full names'
);

update signature set comment = 'Because.', comment_approved_at = now()
where petition_id = :petition and given_name in ('Ann', 'bea', 'Dan');
update signature set comment = 'Not yet.' where petition_id = :petition and given_name = 'Cyd Mae Coe';
update signature set comment_hidden = true where petition_id = :petition and given_name = 'Dan';
select is(
  (select string_agg(name || ': ' || comment, ', ') from delivery_page(:petition, null, 0, 100)),
  'Ann Arc: Because.', 'comments that were approved, of those who are named'
);

select is(pg_temp.number('delivered'), 1, 'the first delivery');
select is(
  (select count(*)::int from delivery_page(:petition, 1, 0, 3)), 3, 'its first page'
);
select is(pg_temp.number('delivered'), 1, 'it is begun anew');
select is_empty($$ select * from delivered $$, 'what was on its roll is forgotten');
select is(pg_temp.roll(:petition, 1) is not null, true, 'the roll');
select is(delivery_end(:petition, 1, 3, 'abc'), 'changed', 'another number is not the roll''s');
select is(delivery_end(:petition, 1, 4, 'abc'), 'done', 'it is finished');
select is(delivery_end(:petition, 1, 4, 'abc'), 'done', 'twice is the same as once');

select pg_temp.confirm(:petition, 'eva');
select results_eq(
  $$ select number, delivered_before from delivery_begin('delivered') $$,
  $$ values (2, 4::bigint) $$, 'the next delivery'
);
select is(pg_temp.roll(:petition, 2), 'eva Signer US 100', 'holds only what is new');
select is(pg_temp.roll(:other, null), 'gil US 100', 'each petition has its own');

select * from finish();
rollback;
