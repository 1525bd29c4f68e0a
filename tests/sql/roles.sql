-- The roles: what each may do, and that it may do nothing else.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(69);

-- Whoever set up the database may not have been allowed to make roles.
\ir ../../sql/roles.sql

create function pg_temp.functions_of(role name) returns text[]
language sql as $$
  select array_agg(proname::text order by proname)
  from pg_proc
  where pronamespace = 'undersigned'::regnamespace and has_function_privilege(role, oid, 'execute');
$$;

create function pg_temp.relations_of(role name, privileges text) returns text[]
language sql as $$
  select array_agg(relname::text order by relname)
  from pg_class
  where relnamespace = 'undersigned'::regnamespace
    and case relkind
      when 'S' then has_sequence_privilege(role, oid, 'usage, select, update')
      when 'r' then has_any_column_privilege(role, oid, privileges)
        or has_table_privilege(role, oid, 'delete, truncate, trigger')
      when 'v' then has_any_column_privilege(role, oid, privileges)
    end;
$$;

-- Exactly these rights, by the catalogue.
select is(
  pg_temp.functions_of('undersigned_web'),
  '{consent_list,consent_set,health_report,image_find,image_list,meter_add,milestone_list,petition_find,'
  'petition_list,petition_organizations,petition_voices,session_read,signature_add,signature_comment,'
  'signature_confirm,signature_correct,signature_data,signature_disown,signature_erase,'
  'signature_find,signature_history,signature_link,signature_list,signature_show_comment,'
  'signature_show_name,signature_sign_again,signature_withdraw,wording_add}',
  'web: its functions and no other'
);
select is(
  pg_temp.functions_of('undersigned_courier'),
  '{bounce_add,outbox_claim,outbox_next,outbox_settle,reminder_owe,session_read,summary_refresh}',
  'courier: its functions and no other'
);
select is(
  pg_temp.functions_of('undersigned_organizer'),
  '{comment_approve,comment_hide,comment_reset,goal_shown,held_count,held_release,held_remove,'
  'milestone_steps,petition_granted,petition_state,postal_area,removal_count,removal_list,'
  'removal_make,removal_undo,'
  'signature_hold,signature_release,signature_remove,summary_blocks,summary_now}',
  'organizer: what the views use, the approval of comments, what is done with held signatures'
);
select is(
  pg_temp.relations_of(role, 'select, insert, update, references'), null, role || ': no table'
)
from unnest('{undersigned_web,undersigned_courier}'::text[]) as role;
select is(
  pg_temp.relations_of('undersigned_organizer', 'select'),
  '{bounces,changes,comments_waiting,consents,consents_by_day,deliveries,funnel,'
  'funnel_by_area,funnel_by_country,funnel_by_day,funnel_by_hour,funnel_by_language,'
  'funnel_by_source,held_by_reason,held_signatures,organizations,outbox_health,'
  'paper_signatures,petitions,public_names,removals,revisions,signatures,'
  'signatures_by_day,signatures_by_hour,signatures_by_source}',
  'organizer: the views'
);
select is(
  pg_temp.relations_of('undersigned_organizer', 'insert, update, references'), null,
  'organizer: to read only'
);
select ok(
  has_schema_privilege(role, 'undersigned', 'usage')
    and not has_schema_privilege(role, 'undersigned', 'create'),
  role || ': uses the schema and makes nothing in it'
)
from unnest('{undersigned_web,undersigned_courier,undersigned_organizer}'::text[]) as role;
select results_eq(
  $$
    select
      rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
      exists (select from pg_auth_members where member = pg_roles.oid)
    from pg_roles
    where rolname in ('undersigned_web', 'undersigned_courier', 'undersigned_organizer')
  $$,
  $$
    values
      (false, false, false, false, false, false, false),
      (false, false, false, false, false, false, false),
      (false, false, false, false, false, false, false)
  $$,
  'nobody logs in as one of them, and none is more than itself'
);
create role nobody;
select is(pg_temp.functions_of('nobody'), null, 'others: no function');
select is(
  pg_temp.relations_of('nobody', 'select, insert, update, references'), null, 'others: no relation'
);
select ok(
  not has_schema_privilege('nobody', 'undersigned', 'usage'), 'others: not even the schema'
);

-- What makes that safe.
-- The pages of an export name the schema everywhere, so that they can become a part of the query.
select is_empty(
  $$
    select proname from pg_proc
    where pronamespace = 'undersigned'::regnamespace
      and proname not in (
        'petition_state', 'goal_shown', 'postal_area', 'export_page', 'share_page',
        'purge_reason', 'signature_matches', 'consent_proven', 'removal_anonymous'
      )
      and not coalesce('search_path=undersigned, pg_temp' = any (proconfig), false)
  $$,
  'every function says where it looks for names'
);
select is(
  (
    select array_agg(proname::text order by proname) from pg_proc
    where pronamespace = 'undersigned'::regnamespace and prosecdef
  ),
  (
    select array_agg(name order by name)
    from unnest(
      pg_temp.functions_of('undersigned_web') || pg_temp.functions_of('undersigned_courier')
        || '{comment_approve,comment_hide,comment_reset,petition_granted}'::text[]
        || '{reader_organization,shared_list,summary_blocks,summary_now}'::text[]
        || '{signature_hold,signature_release,signature_remove}'::text[]
        || '{removal_count,removal_make,removal_undo,removal_list}'::text[]
        || '{held_count,held_release,held_remove}'::text[]
    ) as name
    where name <> 'session_read'
  ),
  'those that change something for a role, and no other, act for the owner'
);

-- The web role at work.
select pg_temp.petition('roles') as petition \gset
select pg_temp.sign(:petition, 'other');
select pg_temp.signature_of(:petition, 'other') as other \gset
set local role undersigned_web;
create temporary table petition (id bigint, slug text);
create temporary table signature (id bigint, address text);
select lives_ok('select * from petition_list()', 'web: petition_list');
select results_eq(
  $$select id from petition_find('roles')$$, format('values (%s::bigint)', :petition),
  'web: petition_find, which no temporary table deceives'
);
select lives_ok(
  format('select * from petition_organizations(%s)', :petition), 'web: petition_organizations'
);
select lives_ok(query, 'web: ' || query)
from unnest(array['select * from image_list(1)', 'select * from image_find(1, ''en'')']) as query;
select results_eq(
  $$select deed from milestone_list('roles')$$, $$values ('opened')$$, 'web: milestone_list'
);
select is(pg_temp.sign(:petition, 'a', 'a'), '{added,repeated}', 'web: signature_add');
select is_empty('select from pg_temp.signature', 'web: nor takes what is not meant for it');
select results_eq(
  format('select state, given_name from signature_find(%s, %s, 7)', :petition, :other),
  $$values ('pending', 'other')$$, 'web: signature_find'
);
select isnt((select id from wording_add('en', 'May we?')), null, 'web: wording_add');
select lives_ok(format('select * from consent_list(%s, %s, 7)', :petition, :other), 'web: consent_list');
select is(
  (select outcome from consent_set(:petition, :other, 7, '', true, 1, 'en', null)), 'given',
  'web: consent_set'
);
select results_eq(
  format($$select outcome from signature_confirm('{%s}', '{%s}', '{7}')$$, :petition, :other),
  $$values ('confirmed')$$, 'web: signature_confirm'
);
select results_eq(
  format('select outcome from signature_disown(%s, %s, 7)', :petition, :other),
  $$values ('done')$$, 'web: signature_disown'
);
select results_eq(
  $$select count from meter_add('{x}', 60)$$, 'values (1::bigint)', 'web: meter_add'
);
select throws_ok(query, '42501', null, 'web: not ' || query)
from unnest(array[
  'select address from undersigned.signature',
  'select address_key from undersigned.signature',
  'update undersigned.signature set state = ''confirmed''',
  'delete from undersigned.signature',
  'select from undersigned.outbox',
  'select from undersigned.meter',
  'insert into undersigned.tally values (1, 1, 1000000)',
  'truncate undersigned.suppression',
  'select nextval(''undersigned.signature_id_seq'')',
  'select from undersigned.signatures',
  'select outbox_claim(10, 900)',
  'select outbox_settle(''{}'', ''{}'', ''{}'', ''{}'', ''{}'', ''{}'')',
  'select tally_add(1, 1000000)',
  'select milestone_add(1)',
  'select image_set(''x'', ''en'', ''png'', 1, 1, true, true, ''x'', ''x'')',
  'select signature_repeat(1, ''x'')',
  'select petition_import(''x'', ''en'', ''1'', null, null, ''t'', ''t'', ''b'', ''l'', ''s'', null)',
  'select from undersigned.consent',
  'insert into undersigned.wording (language, words) values (''en'', ''x'')',
  'select consent_add(''{1}'', ''{1}'', ''{0}'', ''{1}'', ''{en}'', ''{x}'')',
  'create table undersigned.mine ()'
]) as query;
reset role;

-- The courier role at work.
select pg_temp.sign(:petition, 'mail');
set local role undersigned_courier;
select is(
  (select array_agg(address order by address) from outbox_claim(10, 900)), '{a,mail}',
  'courier: outbox_claim'
);
select lives_ok('select * from outbox_next()', 'courier: outbox_next');
select lives_ok(
  $$select outbox_settle('{1}', '{1}', '{1}', '{sent}', '{250}', '{ok}')$$,
  'courier: outbox_settle'
);
select throws_ok(query, '42501', null, 'courier: not ' || query)
from unnest(array[
  'select from undersigned.outbox',
  'select from undersigned.signature',
  'select signature_find(1, 1, 1)',
  'select signature_confirm(''{1}'', ''{1}'', ''{1}'')'
]) as query;
reset role;

-- The organizer role at work.
set local role undersigned_organizer;
select lives_ok(query, 'organizer: ' || query)
from unnest(array[
  'select * from undersigned.petitions',
  'select * from undersigned.signatures',
  'select * from undersigned.held_signatures',
  'select held_count(''roles'')',
  'select * from held_release(''roles'', null, 0)',
  'select * from held_remove(''roles'', null, 0, ''why'')',
  'select signature_release(1, 1)',
  'select signature_remove(1, 1, ''why'')'
]) as query;
select throws_ok(query, '42501', null, 'organizer: not ' || query)
from unnest(array[
  'select address from undersigned.signature',
  'select from undersigned.outbox'
]) as query;
reset role;

select * from finish();
rollback;
