-- The role that asks, as functions and policies know it that act for the owner.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(6);

create role reader_a nologin;
create role reader_b nologin;
grant usage on schema undersigned to reader_a, reader_b;
grant execute on function reader_name to reader_a, reader_b;
create function pg_temp.acting() returns text
language sql security definer set search_path = undersigned, pg_temp
as 'select current_user || '' for '' || reader_name()';

select is(reader_name(), session_user::text, 'without `set role` it is who logged in');
set local role reader_a;
select is(reader_name(), current_user::text, 'with it, it is the current user');
select is(
  pg_temp.acting(), session_user || ' for reader_a',
  'where a function acts for the owner, it is still who called it'
);
reset role;

-- What is done with signatures is remembered with it.
select pg_temp.petition('reader') as petition \gset
select pg_temp.sign(:petition, 'a', 'b');
update signature set state = 'held', held_for = 'network' where petition_id = :petition;
grant execute on function signature_remove, signature_release to reader_a;
insert into petition_reader (login, petition_id) values ('reader_a', :petition);
select pg_temp.signature_of(:petition, 'a') as a, pg_temp.signature_of(:petition, 'b') as b \gset
set local role reader_a;
select is(signature_remove(:petition, :a, 'twice on the list'), 'removed', 'one is removed');
select is(signature_release(:petition, :b), 'released', 'one is released');
reset role;
select results_eq(
  format(
    'select deed::text, by_role, reason from change where petition_id = %s order by 1', :petition
  ),
  $$values ('released', 'reader_a', null), ('removed', 'reader_a', 'twice on the list')$$,
  'who did what, and why'
);

select * from finish();
rollback;
