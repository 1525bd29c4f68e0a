-- A shared host gives one role that owns everything and may make no other: all works with it.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
select plan(13);

-- The database as that host would give it. All of this is rolled back.
set local client_min_messages = warning;
drop schema undersigned cascade;
reset client_min_messages;
do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'undersigned_web', 'undersigned_courier', 'undersigned_organizer', 'undersigned_organization',
    'undersigned_share'
  ] loop
    if to_regrole(wanted) is not null then
      execute format('alter role %I rename to %I', wanted, wanted || '_away');
    end if;
  end loop;
end
$$;
create role single nologin;
select format('grant create on database %I to single', current_database()) \gexec

set local role single;
\ir everything.psql
select migration_record(1, 'tables');
\ir helper.psql

select pass('the schema is made by the role that owns it');
select is(
  (select nspowner::regrole::text from pg_namespace where nspname = 'undersigned'), 'single',
  'which is that one'
);
select is(
  (select count(*) from pg_roles where rolname like 'undersigned\_%' and rolname !~ '_away$'),
  0::bigint,
  'no other role is made, and that is no error'
);

-- The life of a signature.
select is(
  (
    select outcome
    from petition_import(
      'single', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{A,B}'
    )
  ),
  'created', 'a petition is imported'
);
select id as petition from petition_find('single') \gset
select is((select count(*) from petition_organizations(:petition)), 2::bigint, 'shown');
select is(pg_temp.sign(:petition, 'a', 'b', 'a'), '{added,added,repeated}', 'signed');
select is((select count(*) from outbox_claim(10, 900)), 2::bigint, 'its mail claimed');
select is(
  (
    select array_agg(outcome)
    from outbox_settle(
      array_fill(:petition::bigint, array[2]), array(select id from outbox), '{1,1}', '{sent,sent}',
      '{250,250}', '{ok,ok}'
    )
  ),
  '{sent,sent}', 'and sent'
);
select is(pg_temp.confirm(:petition, 'a', 'b'), '{confirmed,confirmed}', 'confirmed');
select is(
  (select outcome from signature_disown(:petition, pg_temp.signature_of(:petition, 'b'), 7)),
  'done', 'disowned'
);
select results_eq(
  'select slug, confirmed from petition_list()',
  $$values ('single', 1::bigint)$$,
  'and counted'
);
select is_empty('select from count_check() where tally <> signatures', 'as the rows say');
select is((select count(*) from signatures), 1::bigint, 'the views show it');
reset role;

select * from finish();
rollback;
