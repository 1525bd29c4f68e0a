-- signature_find: the person and the words of the revision that was signed.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(6);

select pg_temp.petition('find') as petition \gset
select pg_temp.sign(:petition, 'a');
select pg_temp.signature_of(:petition, 'a') as signature \gset
select petition_import(
  'find', 'en', null, null, null, 'New title', 'New target', 'New body', 'New letter', 'New line',
  null
);

select results_eq(
  format('select * from signature_find(%s, %s, 7)', :petition, :signature),
  $$
    values (
      'pending', 'find', 'en', 'a', 'Signer', '10025', 'US', 'A comment', true, now(),
      null::timestamptz, 'Title', 'Target', 'Letter', '[Your Name]', false, false, 'a', 'mail',
      null::text, 'en'
    )
  $$,
  'a signature is found with the words that were signed, not the newest'
);
select is_empty(
  format('select from signature_find(%s, %s, 8)', :petition, :signature), 'not by a wrong nonce'
);
select is_empty(
  format('select from signature_find(%s, %s, 7)', :petition, :signature + 1), 'nor by a wrong id'
);
select is_empty(
  format('select from signature_find(%s, %s, 7)', :petition + 1, :signature),
  'nor under another petition'
);

select pg_temp.confirm(:petition, 'a');
select results_eq(
  format('select state, confirmed_at from signature_find(%s, %s, 7)', :petition, :signature),
  $$values ('confirmed', now())$$,
  'a confirmed one says since when'
);

select signature_disown(:petition, :signature, 7);
select results_eq(
  format(
    'select state, given_name, family_name, postal_code, country, comment, show_name, address,
     source from signature_find(%s, %s, 7)', :petition, :signature
  ),
  $$
    values (
      'removed', null::text, null::text, null::text, null::text, null::text, false, null::text,
      null::text
    )
  $$,
  'of a removed one nothing about the person is found'
);

select * from finish();
rollback;
