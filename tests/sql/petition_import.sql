-- petition_import: new words are revisions, what is not said stays as it is.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(39);

-- Imports the petition "import" in English; what is not given stays as it is.
create function pg_temp.import(
  title text default 'Title', goal text default null, closes_on date default null,
  confirmation text default null, organizations text[] default null
) returns text
language sql as $$
  select format('%s %s %s', outcome, slug, revision)
  from petition_import(
    'import', 'en', goal, closes_on, confirmation, title, 'Target', 'Body', 'Letter', 'Line',
    organizations
  );
$$;

select is(pg_temp.import(), 'created import 1', 'a petition is created');
select results_eq(
  $$
    select state::text, goal, closes_on, confirmation::text, created_at
    from petition where slug = 'import'
  $$,
  $$values ('open', null::int, null::date, 'required', now())$$,
  'open, without goal and end, and with confirmation'
);
select results_eq(
  $$
    select
      number, language collate "default", title, target, body, letter, signer_line,
      revision.created_at
    from revision join petition on petition.id = petition_id where slug = 'import'
  $$,
  $$values (1, 'en', 'Title', 'Target', 'Body', 'Letter', 'Line', now())$$,
  'its words are the first revision'
);
select is(pg_temp.import(), 'unchanged import 1', 'the same again is nothing new');
select is(pg_temp.import('New title'), 'revised import 2', 'other words are a new revision');
select is(
  (
    select array_agg(title order by number)
    from revision join petition on petition.id = petition_id where slug = 'import'
  ),
  '{Title,"New title"}',
  'beside the old one, which stays as it was'
);
select is(pg_temp.import('Title'), 'revised import 3', 'old words are new when they come back');

-- One by one, each of the words.
select results_eq(
  $$
    select outcome, revision from petition_import(
      'import', 'en', null, null, null, 'Title', 'New target', 'Body', 'Letter', 'Line', null
    )
  $$,
  $$values ('revised', 4)$$, 'a new target is a revision'
);
select results_eq(
  $$
    select outcome, revision from petition_import(
      'import', 'en', null, null, null, 'Title', 'New target', 'New body', 'Letter', 'Line', null
    )
  $$,
  $$values ('revised', 5)$$, 'and a new body'
);
select results_eq(
  $$
    select outcome, revision from petition_import(
      'import', 'en', null, null, null, 'Title', 'New target', 'New body', 'New letter', 'Line',
      null
    )
  $$,
  $$values ('revised', 6)$$, 'and a new letter'
);
select results_eq(
  $$
    select outcome, revision from petition_import(
      'import', 'en', null, null, null, 'Title', 'New target', 'New body', 'New letter', 'New line',
      null
    )
  $$,
  $$values ('revised', 7)$$, 'and a new line for the signer'
);
select results_eq(
  $$
    select outcome, revision from petition_import(
      'import', 'es', null, null, null, 'Titulo', 'Target', 'Cuerpo', 'Carta', 'Nombre', null
    )
  $$,
  $$values ('revised', 8)$$, 'another language counts on'
);
select is(pg_temp.import('Last'), 'revised import 9', 'and so does the first one again');
select results_eq(
  $$
    select outcome, revision from petition_import(
      'import', 'es', null, null, null, 'Titulo', 'Target', 'Cuerpo', 'Carta', 'Nombre', null
    )
  $$,
  $$values ('unchanged', 8)$$, 'each language is compared with its own'
);

-- What is not said stays as it is.
select is(
  pg_temp.import('Last', '1000', '2099-12-31', 'none'), 'revised import 9',
  'a new goal, end or confirmation is a change, but no new words'
);
select is(pg_temp.import('Last'), 'unchanged import 9', 'when they are not said');
select results_eq(
  $$select goal, closes_on, confirmation::text from petition where slug = 'import'$$,
  $$values (1000, date '2099-12-31', 'none')$$,
  'they stay as they are'
);
select is(pg_temp.import('Last', '2000'), 'revised import 9', 'one of them can be changed');
select results_eq(
  $$select goal, closes_on, confirmation::text from petition where slug = 'import'$$,
  $$values (2000, date '2099-12-31', 'none')$$,
  'without the others'
);

-- Organizations.
select is(
  pg_temp.import('Last', organizations => '{CAAAV: Organizing Asian Communities,Öko & Söhne’s,大}'),
  'revised import 9', 'a list of organizations is a change'
);
select results_eq(
  $$
    select name, organizations.slug
    from petition, petition_organizations(id) as organizations
    where petition.slug = 'import'
  $$,
  $$
    values
      ('CAAAV: Organizing Asian Communities', 'caaav-organizing-asian-communities'),
      ('Öko & Söhne’s', 'oko-sohnes'),
      ('大', 'organization')
  $$,
  'they are listed in order, with slugs made of their names'
);
select is(
  pg_temp.import('Last', organizations => '{CAAAV: Organizing Asian Communities,Öko & Söhne’s,大}'),
  'unchanged import 9', 'the same again is nothing new'
);
select is(pg_temp.import('Last'), 'unchanged import 9', 'no list is no change');
select is(
  pg_temp.import('Last', organizations => '{大,小,Oko Sohnes,大}'),
  'revised import 9', 'another list is a change'
);
select results_eq(
  $$
    select name, organizations.slug
    from petition, petition_organizations(id) as organizations
    where petition.slug = 'import'
  $$,
  $$values ('大', 'organization'), ('小', 'organization-2'), ('Oko Sohnes', 'oko-sohnes-2')$$,
  'and replaces the old one; each organization is there once and keeps its slug, which is its own'
);
select is(
  pg_temp.import('Last', organizations => '{大,小,Oko Sohnes,大}'),
  'unchanged import 9', 'also when a name was written twice'
);
select is(pg_temp.import('Last', organizations => '{}'), 'revised import 9', 'an empty list');
select is_empty(
  $$select from petition, petition_organizations(id) where petition.slug = 'import'$$,
  'empties it'
);

-- A slug of the petition's own.
select results_eq(
  $$
    select outcome, slug, revision from petition_import(
      null, 'en', null, null, null, 'Amazon: Stop powering ICE’s déportation machine!', 'T', 'B',
      'L', 'S', null
    )
  $$,
  $$values ('created', 'amazon-stop-powering-ices-deportation-machine', 1)$$,
  'without a slug one is made of the title'
);
select throws_ok(
  $$select petition_import(null, 'zh', null, null, null, '大', 'T', 'B', 'L', 'S', null)$$,
  '23502', null, 'if there is a letter to make it of'
);

-- Until when data are kept.
select results_eq(
  $$select erase_on from petition where slug = 'import'$$,
  $$select (now() at time zone 'UTC' + interval '2 years')::date$$,
  'two years from the import, if nothing is said'
);
create function pg_temp.erase(erase_on date) returns text
language sql as $$
  select outcome
  from petition_import(
    'erase', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', null, erase_on
  );
$$;
select is(pg_temp.erase('2031-05-01'), 'created', 'another day can be given');
select is(pg_temp.erase(null), 'unchanged', 'stays when none is said');
select is(pg_temp.erase('2030-05-01'), 'revised', 'can be changed');
select is((select erase_on from petition where slug = 'erase'), '2030-05-01', 'and is');

-- The time zone.
select is((select time_zone from petition where slug = 'import'), 'UTC', 'its days are those of UTC');
create function pg_temp.import_zone(zone text) returns text
language sql as $$
  select outcome
  from petition_import(
    'import', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', null,
    time_zone => zone
  );
$$;
select isnt(pg_temp.import_zone('Asia/Kathmandu'), null, 'another time zone is taken');
select pg_temp.import();
select is(
  (select time_zone from petition where slug = 'import'), 'Asia/Kathmandu',
  'and stays where none is said'
);
select throws_like(
  $$select pg_temp.import_zone('Asia/Atlantis')$$, 'there is no time zone "Asia/Atlantis"',
  'one that is none is an error'
);

select * from finish();
rollback;
