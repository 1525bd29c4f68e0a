-- The files of sql/ may be run again over a database in use; and what `undersigned setup` asks.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(11);

select results_eq(
  'select number, name from migration_list() where number = 1',
  $$values (1, 'tables')$$,
  'the migrations that were applied are remembered'
);
select migration_record(9999, 'test');
select migration_record(9999, 'test');
select results_eq(
  'select number, name from migration_list() order by number desc limit 1',
  $$values (9999, 'test')$$,
  'a migration is recorded, twice being the same as once'
);

-- A database in use.
select pg_temp.petition('setup') as petition \gset
select pg_temp.sign(:petition, 'a', 'b');
select pg_temp.confirm(:petition, 'a');
create temporary table relation_before as
select oid, relname from pg_class where relnamespace = 'undersigned'::regnamespace;
create temporary table function_before as
select oid::regprocedure::text as name, xmin as version from pg_proc
where pronamespace = 'undersigned'::regnamespace;

set local client_min_messages = warning;
\ir everything.psql
reset client_min_messages;
set local search_path = undersigned, public;

select pass('all files can be run again');
select is_empty(
  $$
    select relname from relation_before
    except
    select relname from pg_class where relnamespace = 'undersigned'::regnamespace
  $$,
  'every table, index and view is still there'
);
select is_empty(
  $$
    select relname from pg_class where relnamespace = 'undersigned'::regnamespace
    except
    select relname from relation_before
  $$,
  'and no other'
);
select is_empty(
  $$
    select oid::regprocedure
    from pg_proc
    left join function_before on name = oid::regprocedure::text
    where pronamespace = 'undersigned'::regnamespace
      and (version is null or pg_proc.xmin = version)
  $$,
  'every function was replaced, and none was added'
);
select is_empty(
  $$
    select pg_proc.proname
    from pg_proc
    cross join aclexplode(proacl)
    where pronamespace = 'undersigned'::regnamespace and grantee = 0
  $$,
  'and is still not for everybody'
);
select results_eq(
  $$select tally, signatures from count_check() where slug = 'setup'$$,
  'values (1::bigint, 1::bigint)',
  'signatures and their count are still there'
);
select is(
  (select count(*) from outbox where petition_id = :petition), 2::bigint, 'and so are owed mails'
);

-- Who may make roles.
create role no_roles nologin;
create role with_roles nologin createrole;
grant usage on schema undersigned to no_roles, with_roles;
grant execute on function role_check to no_roles, with_roles;
set local role no_roles;
select is((select can_create from role_check()), false, 'an ordinary role may not make roles');
set local role with_roles;
select is((select can_create from role_check()), true, 'one with the right to may');
reset role;

select * from finish();
rollback;
