-- Everything in the schema says what it is.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
select plan(6);

select isnt(
  obj_description('undersigned'::regnamespace, 'pg_namespace'), null, 'the schema has a comment'
);
select is_empty(
  $$
    select relname
    from pg_class
    where relnamespace = 'undersigned'::regnamespace and relkind in ('r', 'p', 'v', 'm')
      and obj_description(oid, 'pg_class') is null
  $$,
  'every table and view has one'
);
select is_empty(
  $$
    select relname, attname
    from pg_class
    join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where relnamespace = 'undersigned'::regnamespace and relkind in ('r', 'p', 'v', 'm')
      and col_description(pg_class.oid, attnum) is null
  $$,
  'every column has one'
);
select is_empty(
  $$
    select proname
    from pg_proc
    where pronamespace = 'undersigned'::regnamespace and obj_description(oid, 'pg_proc') is null
  $$,
  'every function has one'
);
select is_empty(
  $$
    select typname
    from pg_type
    where typnamespace = 'undersigned'::regnamespace and typtype = 'e'
      and obj_description(oid, 'pg_type') is null
  $$,
  'every type has one'
);
select cmp_ok(
  (
    select count(*) from pg_description
    where objoid in (
      select oid from pg_class where relnamespace = 'undersigned'::regnamespace
    )
  ),
  '>', 100::bigint, 'and that is more than a few'
);

select * from finish();
rollback;
