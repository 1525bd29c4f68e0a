-- slug_make: words that are safe in links.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(8);

select is(slug_make('Daily Kos'), 'daily-kos', 'words are lowered and joined');
select is(slug_make(' For Us, Not Amazon! '), 'for-us-not-amazon', 'what is no word is a gap');
select is(slug_make('Crédit Ñandú Ångström'), 'credit-nandu-angstrom', 'accents are dropped');
select is(slug_make('ICE''s ICE’s'), 'ices-ices', 'apostrophes are dropped');
select is(slug_make('Route 66'), 'route-66', 'digits stay');
select is(slug_make('大 — !'), '', 'without a Latin letter or digit nothing is left');
select is(slug_make(''), '', 'nor of nothing');
select is(
  slug_make(repeat('x', 79) || ' end'), repeat('x', 79), 'it is cut at 80, not ending in a gap'
);

select * from finish();
rollback;
