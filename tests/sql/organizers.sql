-- Logins of organizers and of organizations, and the policies that show each its part.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(52);

-- Whoever set up the database may not have been allowed to make roles.
\ir ../../sql/roles.sql

select petition_import(
  'shared', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{Alpha X,Beta X}'
);
select pg_temp.petition('granted') as granted \gset
select id as petition from petition where slug = 'shared' \gset
select id as wording from wording_add('en', 'May they?') \gset
select pg_temp.sign(:petition, 'a', 'b', 'c');
select pg_temp.sign(:granted, 'z', 'y');
select pg_temp.confirm(:petition, 'a', 'b');
select consented.outcome
from (values ('a', 'alpha-x'), ('b', 'beta-x'), ('c', 'alpha-x'), ('b', 'alpha-x'))
  as given (address, organization)
cross join lateral consent_set(
  :petition, pg_temp.signature_of(:petition, address), 7, organization, true, :wording, 'en', null
) as consented;

-- The policies.
select policies_are('undersigned', 'signature', '{share}', 'signature: its policies');
select policies_are('undersigned', 'consent', '{share}', 'consent: its policies');
select policy_cmd_is(
  'undersigned'::name, name, 'share'::name, 'select', name || ': to read only'
) from unnest('{signature,consent}'::name[]) as name;
select policy_roles_are(
  'undersigned'::name, name, 'share'::name, '{undersigned_share}'::name[],
  name || ': for the role that the function acts for'
) from unnest('{signature,consent}'::name[]) as name;
select ok(
  (select relrowsecurity from pg_class where oid = name::regclass), name || ': is secured by row'
) from unnest('{undersigned.signature,undersigned.consent}'::text[]) as name;
select is(
  (select proowner::regrole::text from pg_proc where oid = 'shared_list'::regproc),
  'undersigned_share', 'shared_list acts for that role'
);
select ok(
  not (select rolbypassrls or rolsuper or rolcanlogin from pg_roles where rolname = role),
  role || ': nobody logs in as it, and policies hold for it'
) from unnest('{undersigned_share,undersigned_organization}'::text[]) as role;
select is_empty(
  $$
    select proname from pg_proc
    where pronamespace = 'undersigned'::regnamespace
      and has_function_privilege('undersigned_organization', oid, 'execute')
      and proname <> 'shared_list'
  $$,
  'organizations call nothing else'
);
select is_empty(
  $$
    select relname from pg_class
    where relnamespace = 'undersigned'::regnamespace
      and relkind in ('r', 'v')
      and has_any_column_privilege(
        'undersigned_organization', oid, 'select, insert, update, references'
      )
      and relname <> 'shared_signatures'
  $$,
  'and read nothing else'
);
select is(
  (
    select array_agg(attname::text order by attname)
    from pg_attribute
    where attrelid = 'signature'::regclass
      and attnum > 0
      and has_column_privilege('undersigned_share', attrelid, attnum, 'select')
  ),
  '{address,confirmed_at,family_name,given_name,id,mails,petition_id,signed_at,state}',
  'of a signature, the columns that a consent covers and those that find it'
);

-- Logins of organizations.
select is(organization_login_make('nobody', 'undersigned_x', 'x'), 'unknown', 'of no organization');
select is(organization_login_make('alpha-x', 'undersigned_alpha_x', 'x'), 'made', 'one is made');
select is(
  organization_login_make('alpha-x', 'undersigned_alpha_x', 'y'), 'renewed', 'its password is renewed'
);
select is(
  organization_login_make('beta-x', 'undersigned_alpha_x', 'y'), 'taken',
  'nobody gets the login of another one'
);
select is(
  organization_login_make('beta-x', 'undersigned_web', 'y'), 'taken', 'nor one of the programs'
);
select is(organization_login_make('beta-x', 'undersigned_beta_x', 'y'), 'made', 'another one');
select results_eq(
  $$
    select
      slug collate "default", name_shown collate "default", petitions, login collate "default", made
    from organization_list('Alpha X')
  $$,
  $$values ('alpha-x', 'Alpha X', 1::bigint, 'undersigned_alpha_x', true)$$,
  'it is listed, by its name, too'
);

set local role undersigned_alpha_x;
select results_eq(
  'select slug collate "default", given_name, email, language, asked from undersigned.shared_signatures order by 2',
  $$
    values
      ('shared'::text, 'a'::text, 'a'::text, 'en'::text, 'May they?'::text),
      ('shared', 'b', 'b', 'en', 'May they?')
  $$,
  'shared_signatures: the confirmed signers who let it write, once each'
);
set local role undersigned_beta_x;
select is(
  (select array_agg(email) from undersigned.shared_signatures), '{b}', 'to each its own'
);
reset role;
select outcome from consent_set(
  :petition, pg_temp.signature_of(:petition, 'b'), 7, 'alpha-x', false, :wording, 'en', null
);
set local role undersigned_alpha_x;
select is(
  (select array_agg(email) from undersigned.shared_signatures), '{a}', 'revoked: gone at once'
);
reset role;
set local role undersigned_organization;
select is_empty('select from undersigned.shared_signatures', 'the role of all of them sees nothing');
reset role;
select is_empty('select from shared_signatures', 'nor does who is no organization');

-- The policies hold even where the function would not say it.
grant select on petition, wording to undersigned_share;
set local role undersigned_share;
select is_empty(
  'select id from undersigned.signature', 'policies: of no organization there is no signature'
);
select is_empty('select from undersigned.consent where true', 'policies: nor a consent');
select throws_ok(
  'select comment from undersigned.signature', '42501', null, 'policies: a comment is not covered'
);
reset role;
select is(organization_login_end('alpha-x'), 'revoked', 'a login is taken away');
select is(organization_login_end('alpha-x'), 'unchanged', 'twice is once');
select hasnt_role('undersigned_alpha_x', 'nobody logs in with it');

-- Logins of organizers.
select is(organizer_login('rosa', 'x'), 'made', 'an organizer''s login is made');
select is(organizer_login('rosa', 'y'), 'renewed', 'its password is renewed');
select is(organizer_login('undersigned_beta_x', 'y'), 'taken', 'an organization''s is none');
select is(organizer_login(session_user::text, 'y'), 'taken', 'nor is the superuser''s');
select is(organizer_grant('nobody-x', 'granted'), 'login', 'nothing is granted to nobody');
select is(organizer_grant('rosa', 'nothing'), 'unknown', 'nor a petition that is none');
set local role rosa;
select is_empty('select from undersigned.petitions', 'before, it reads nothing');
reset role;
select is(organizer_grant('rosa', 'granted'), 'granted', 'one is granted');
select is(organizer_grant('rosa', 'granted'), 'granted', 'twice is once');
select results_eq(
  $$
    select login collate "default", slug collate "default"
    from organizer_list() where login = 'rosa'
  $$,
  $$values ('rosa', 'granted')$$, 'it is listed'
);
set local role rosa;
select is((select array_agg(slug::text) from undersigned.petitions), '{granted}', 'it reads that');
select is(
  (select sum(count)::int from undersigned.summary_now(:granted, 'country')), 2,
  'summary_now: its totals'
);
select is_empty(
  format('select from undersigned.summary_now(%s, ''country'')', :petition),
  'summary_now: and of no other petition'
);
select is_empty(
  format('select from undersigned.summary_blocks(%s, ''comment'')', :petition),
  'summary_blocks: neither'
);
reset role;
update signature set
  show_name = id = (select min(id) from signature where petition_id = :granted)
where petition_id = :granted;
select is(
  (select count from removal_count('granted', '{"name": "%"}')), 2::bigint,
  'removal_count: all names are the owner''s to ask for'
);
set local role rosa;
select is(
  (select count from undersigned.removal_count('granted', '{"name": "%"}')), 1::bigint,
  'and an organizer''s those that are shown'
);
reset role;
select is(organizer_revoke('rosa', 'granted'), 'revoked', 'it is taken back');
select is(organizer_revoke('rosa', 'granted'), 'unchanged', 'twice is once');
set local role rosa;
select is_empty('select from undersigned.petitions', 'and it reads nothing again');
reset role;

select is_empty(
  $$
    select proname from pg_proc
    where pronamespace = 'undersigned'::regnamespace
      and prosecdef
      and has_function_privilege('undersigned_organizer', oid, 'execute')
      and prosrc !~ 'petition_granted'
      -- These ask it themselves.
      and prosrc !~ '\m(held_find|removal_find|signature_unhold)\('
  $$,
  'each function that acts for organizers asks whether the petition was granted'
);

select * from finish();
rollback;
