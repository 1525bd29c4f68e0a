-- wording_add, consent_list, consent_set: what signers agree to, in which words, and no longer.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(36);

select petition_import(
  'consent', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{One,Two}'
);
select petition_import(
  'else', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{Other}'
);
select id as petition from petition where slug = 'consent' \gset
select pg_temp.sign(:petition, 'a', 'b');
select pg_temp.signature_of(:petition, 'a') as a, pg_temp.signature_of(:petition, 'b') as b \gset

-- Words.
select id as wording from wording_add('en', 'May they write to you?') \gset
select is((select id from wording_add('en', 'May they write to you?')), :wording::bigint,
  'the same words are the same row');
select isnt((select id from wording_add('es', 'May they write to you?')), :wording::bigint,
  'in another language they are another');
select isnt((select id from wording_add('en', 'May they call you?')), :wording::bigint,
  'and so are other words');
select results_eq(
  format('select language collate "default", words collate "default", created_at from wording where id = %s', :wording),
  $$values ('en', 'May they write to you?', now())$$,
  'they are kept as they were shown'
);

create function pg_temp.given(signature_id bigint) returns text
language sql as $$
  select string_agg(format('%s:%s:%s', slug, name, given), ' ')
  from consent_list((select id from petition where slug = 'consent'), signature_id, 7);
$$;
create function pg_temp.set(
  signature_id bigint, organization_slug text, given boolean, nonce bigint default 7
) returns text
language sql as $$
  select outcome
  from consent_set(
    (select id from petition where slug = 'consent'), signature_id, nonce, organization_slug, given,
    (select min(id) from wording), 'en', 'mail'
  );
$$;

-- One signature.
select is(
  pg_temp.given(:a), 'one:One:f two:Two:f ::f',
  'nothing is given at first; organizations come in order, then news about the petition'
);
select is(pg_temp.set(:a, 'two', true), 'given', 'a consent is given');
select is(pg_temp.set(:a, '', true), 'given', 'and one to news');
select is(pg_temp.given(:a), 'one:One:f two:Two:t ::t', 'both hold');
select results_eq(
  format('select given_at from consent_list(%s, %s, 7)', :petition, :a),
  'values (null::timestamptz), (now()), (now())',
  'since then'
);
select is(pg_temp.given(:b), 'one:One:f two:Two:f ::f', 'for that signature alone');
select is(pg_temp.set(:a, 'two', true), 'unchanged', 'twice is the same as once');
select results_eq(
  format($$
    select slug collate "default", number::int, wording_id, consent.language collate "default", source collate "default", given_at, revoked_at
    from consent left join organization on organization.id = organization_id
    where signature_id = %s order by slug
  $$, :a),
  format($$
    values
      ('two', 1, %1$s::bigint, 'en', 'mail', now(), null::timestamptz),
      (null, 1, %1$s, 'en', 'mail', now(), null)
  $$, :wording),
  'each is a row with words, language, source and time'
);
select is(pg_temp.set(:a, 'two', false), 'revoked', 'it is taken back');
select is(pg_temp.given(:a), 'one:One:f two:Two:f ::t', 'and holds no longer');
select is(pg_temp.set(:a, 'two', false), 'unchanged', 'twice is the same as once');
select is(pg_temp.set(:a, 'one', false), 'unchanged', 'and what was never given is not there');
select is(pg_temp.set(:a, 'two', true), 'given', 'it is given again');
select results_eq(
  format($$
    select number::int, revoked_at from consent
    where signature_id = %s and organization_id <> 0 order by number
  $$, :a),
  'values (1, now()), (2, null::timestamptz)',
  'in a row of its own'
);

-- Whom and what there is not.
select is(pg_temp.set(:a, 'other', true), 'unknown', 'an organization of another petition');
select is(pg_temp.set(:a, 'nobody', true), 'unknown', 'one that there is not');
select is(pg_temp.set(:a, null, true), 'unknown', 'none');
select is(pg_temp.set(:a, 'one', true, 8), 'unknown', 'a wrong nonce');
select is(
  (select outcome from consent_set(:petition + 1, :a, 7, 'other', true, 1, 'en', null)), 'unknown',
  'another petition'
);
select is_empty(format('select from consent_list(%s, %s, 8)', :petition, :a), 'nor is it shown');
select is(pg_temp.given(:a), 'one:One:f two:Two:t ::t', 'and nothing is changed');

-- An organization leaves.
select petition_import(
  'consent', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{One}'
);
select is(
  pg_temp.given(:a), 'one:One:f two:Two:t ::t', 'a consent to one that has left is still shown'
);
select is(pg_temp.set(:a, 'two', false), 'revoked', 'and can be taken back');
select is(pg_temp.given(:a), 'one:One:f ::t', 'then it is gone');
select is(pg_temp.set(:a, 'two', true), 'unknown', 'and cannot be given');

-- A signature that was taken back.
update signature set state = 'withdrawn' where id = :a;
select is(pg_temp.set(:a, 'one', true), 'gone', 'a withdrawn signature gives nothing');
select is(pg_temp.set(:a, '', false), 'revoked', 'but takes back');
update signature set state = 'removed' where id = :a;
select is_empty(format('select from consent_list(%s, %s, 7)', :petition, :a), 'then it is closed');

-- Where a signature counts at once, its form may have had anybody's address.
select petition_import(
  'at-once', 'en', null, null, 'none', 'Title', 'Target', 'Body', 'Letter', 'Line', '{One}'
);
select id as once from petition where slug = 'at-once' \gset
select id as one from organization where slug = 'one' \gset
select pg_temp.sign(:once, 'typed');
select pg_temp.signature_of(:once, 'typed') as typed \gset
insert into consent (petition_id, signature_id, organization_id, number, wording_id)
select :once, :typed, organization_id, 1, :wording from unnest(array[0, :one]) as organization_id;

create function pg_temp.reached() returns text
language sql as $$
  select concat_ws(
    ' ',
    (select string_agg(given::text, ',') from consent_list(id, signature_id, 7)),
    coalesce(consent_names(signature), '-') = e'One\n\n',
    (select email || ' ' || news from export_page(id, 0, 1e9::bigint, 10, null)),
    (select string_agg(email, ',') from share_page(id, organization.one, 0, 1e9::bigint, 10, null)),
    (select sum(waiting) || ' ' || sum(live) from consents where consents.slug = petition.slug)
  )
  from petition
  cross join (select id as one from organization where slug = 'one') as organization
  cross join lateral (
    select id as signature_id, signature from signature where petition_id = petition.id
  ) as signature
  where slug = 'at-once';
$$;
select is(pg_temp.reached(), 'false,false f 2 0', 'its consents wait, and hand no address on');
update signature set signed_at = now() - interval '1 hour' where id = :typed;
update consent set given_at = now() - interval '1 hour' where signature_id = :typed;
select is(
  array(
    select consent_set(:once, :typed, 7, slug, true, :wording, 'en', 'page')
    from unnest('{one,"",one}'::text[]) as slug
  )::text,
  '{given,given,unchanged}', 'who has the link gives them, once'
);
select is(
  pg_temp.reached(), 'true,true t typed true typed 0 2', 'from then on they hold'
);
select is(
  (select count(*) from consent where signature_id = :typed and revoked_at is null), 2::bigint,
  'in the words that were shown there'
);

select * from finish();
rollback;
