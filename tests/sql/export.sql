-- The pages of an export: whose signatures, and what of them; that they are read by index.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(17);

select pg_temp.petition('export') as petition, pg_temp.petition('export-other') as other \gset
-- One by one: a batch has no order.
select pg_temp.sign(:petition, signer) from unnest('{a,b,c,d,e,pending}'::text[]) as signer;
select pg_temp.sign(:other, 'a');
select pg_temp.confirm(:petition, 'a', 'b', 'c', 'd', 'e');
select pg_temp.confirm(:other, 'a');
select organization_add('Export Us') as us, organization_add('Export Them') as them \gset
insert into wording (language, words) values ('en', 'May export-us?') returning id as wording \gset
insert into consent (petition_id, signature_id, organization_id, number, wording_id, language)
select :petition, pg_temp.signature_of(:petition, signer), organization_id, 1, :wording, 'en'
from (
  values ('a', 0), ('b', :us), ('c', :us), ('c', :them), ('d', :us), ('pending', :us)
) as given (signer, organization_id);
update consent set revoked_at = now() where signature_id = pg_temp.signature_of(:petition, 'd');
insert into consent (petition_id, signature_id, organization_id, number, wording_id, language)
values (:petition, pg_temp.signature_of(:petition, 'd'), 0, 1, :wording, 'en');
update consent set revoked_at = now()
where signature_id = pg_temp.signature_of(:petition, 'd') and organization_id = 0;
update signature set show_name = false where petition_id = :petition and address in ('a', 'b');
update signature set comment_hidden = true where petition_id = :petition and address = 'c';
update signature set confirmed_at = '2024-02-29 12:00Z', signed_at = '2024-02-28 12:00Z'
where petition_id = :petition and address = 'e';
select max(id) as last from signature \gset

select results_eq(
  format(
    'select given_name, family_name, email, comment, news from export_page(%s, 0, %s, 10, null)',
    :petition, :last
  ),
  $$
    values
      ('a', 'Signer', 'a', 'A comment', true),
      (null, null, null, 'A comment', false),
      ('c', 'Signer', null, null, false),
      ('d', 'Signer', null, 'A comment', false),
      ('e', 'Signer', null, 'A comment', false)
  $$,
  'organizers: the confirmed ones, with name, address and comment as far as that is allowed'
);
select results_eq(
  format(
    $$
      select signed_at, confirmed_at, postal_code, country, language, source, show_name
      from export_page(%s, 0, %s, 10, null) where given_name = 'e'
    $$,
    :petition, :last
  ),
  $$
    values (
      timestamp '2024-02-28 12:00', timestamp '2024-02-29 12:00', '10025', 'US', 'en', 'mail', true
    )
  $$,
  'organizers: the rest of it, in UTC'
);
select is(
  (
    select array_agg(id)
    from export_page(:petition, pg_temp.signature_of(:petition, 'b'), :last, 2, null)
  ),
  array[pg_temp.signature_of(:petition, 'c'), pg_temp.signature_of(:petition, 'd')],
  'organizers: from an id on, so many'
);
select is(
  (
    select array_agg(id)
    from export_page(:petition, 0, pg_temp.signature_of(:petition, 'b'), 10, null)
  ),
  array[pg_temp.signature_of(:petition, 'a'), pg_temp.signature_of(:petition, 'b')],
  'organizers: and up to another'
);
select is(
  (select count(*) from export_page(:petition, 0, :last, 10, '2024-03-01T00:00:00Z')), 4::bigint,
  'organizers: since then'
);
select results_eq(
  format(
    'select given_name, family_name, email, language, asked from share_page(%s, %s, 0, %s, 10, null)',
    :petition, :us, :last
  ),
  $$values ('b', 'Signer', 'b', 'en', 'May export-us?'), ('c', 'Signer', 'c', 'en', 'May export-us?')$$,
  'an organization: who consents to it and is confirmed'
);
select is(
  (select array_agg(email) from share_page(:petition, :them, 0, :last, 10, null)), '{c}',
  'another one: its own'
);
select is_empty(
  format('select from share_page(%s, %s, 0, %s, 10, null)', :other, :us, :last),
  'of another petition: none'
);
select is(
  (select count(*) from share_page(:petition, :us, 0, :last, 1, null)), 1::bigint,
  'an organization: so many'
);
select is_empty(
  format('select from share_page(%s, %s, 0, %s, 10, %L)', :petition, :us, :last, '2999-01-01'),
  'an organization: since then'
);
select results_eq(
  $$select organization_slug, organization_name from export_open('export', 'Export Us')$$,
  $$values ('export-us', 'Export Us')$$, 'an organization is known by its name'
);
select results_eq(
  $$select organization_id, organization_name from export_open('export', 'export-us')$$,
  format('values (%s::bigint, %L)', :us, 'Export Us'), 'and by its slug'
);
select results_eq(
  $$select petition_id, organization_id from export_open('export', 'nobody')$$,
  format('values (%s::bigint, null::bigint)', :petition), 'one that is not there is null'
);
select is_empty($$select from export_open('nothing', null)$$, 'of no petition, nothing');

update petition set time_zone = 'Asia/Kolkata' where id = :petition;
select is(
  array[
    (select since_time from export_open('export', null, '2026-03-01')),
    (select since_time from export_open('export', null, '2026-03-01T01:02:03.5-01:00')),
    (select since_time from export_open('export', null))
  ],
  '{2026-02-28T18:30:00.000000Z,2026-03-01T02:02:03.500000Z,null}',
  'a day begins in the petition''s time zone'
);

-- Kept nowhere on their way out: a million rows in a page of memory.
create function pg_temp.plan_of(query text) returns text
language plpgsql as $$
declare
  line text;
  lines text := '';
begin
  for line in execute 'explain ' || query loop
    lines := lines || line || E'\n';
  end loop;
  return lines;
end
$$;
select unalike(
  pg_temp.plan_of(format('select * from export_page(%s, 0, %s, 10, null)', :petition, :last)),
  '%Function Scan%', 'organizers: the page becomes a part of the query'
);
select unalike(
  pg_temp.plan_of(format('select * from share_page(%s, %s, 0, %s, 10, null)', :petition, :us, :last)),
  '%Function Scan%', 'an organization: so does its'
);

select * from finish();
rollback;
