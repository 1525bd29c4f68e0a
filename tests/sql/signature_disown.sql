-- signature_disown: nothing about the person is left, and no mail is ever sent again.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(20);

select pg_temp.petition('disown') as petition \gset
select pg_temp.sign(:petition, 'a', 'b', 'c');
select pg_temp.confirm(:petition, 'b');
select
  pg_temp.signature_of(:petition, 'a') as a,
  pg_temp.signature_of(:petition, 'b') as b,
  pg_temp.signature_of(:petition, 'c') as c \gset

select is(
  (select outcome from signature_disown(:petition, :a, 8)), 'unknown', 'not by a wrong nonce'
);
select is(
  (select outcome from signature_disown(:petition + 1, :a, 7)), 'unknown',
  'nor under another petition'
);
select is_empty('select from suppression', 'and nothing is suppressed');

select is(
  (select outcome from consent_set(:petition, :a, 7, '', true, 1, 'en', 'mail')), 'given',
  'with a consent'
);
-- A pending signature, whose first mail was sent and whose second is owed.
update outbox set state = 'sent', reply = 'ok <a@example.org>' where signature_id = :a;
select outbox_add(:petition, :a, 'confirmation');
select is((select outcome from signature_disown(:petition, :a, 7)), 'done', 'it wasn''t me');
select results_eq(
  format($$
    select
      state::text, withdrawn_at, show_name, address_key, address, given_name, family_name,
      postal_code, country, comment, source, held_for
    from signature where id = %s
  $$, :a),
  $$
    values (
      'removed', now(), false, null::bytea, null::text, null::text, null::text, null::text,
      null::text, null::text, null::text, null::text
    )
  $$,
  'the person is erased from the signature'
);
select is_empty(format('select from consent where signature_id = %s', :a), 'and their consents');
select is_empty(
  format('select from outbox where signature_id = %s', :a),
  'owed mail is gone, and with sent mail what a relay may have said about the address'
);
select results_eq(
  'select address_key, reason::text, since from suppression',
  $$values (pg_temp.key('a'), 'disowned', now())$$,
  'the address is suppressed'
);
select is(pg_temp.counted(:petition), 1::bigint, 'what did not count is not taken from the count');
select is(
  (select outcome from signature_disown(:petition, :a, 7)), 'unchanged', 'twice is the same as once'
);
select is(pg_temp.sign(:petition, 'a'), '{suppressed}', 'nobody can sign with that address again');

-- A confirmed signature.
select is((select outcome from signature_disown(:petition, :b, 7)), 'done', 'a confirmed one');
select is(pg_temp.counted(:petition), 0::bigint, 'no longer counts');
select signature_disown(:petition, :b, 7);
select is(pg_temp.counted(:petition), 0::bigint, 'and is taken from the count once');
select is_empty(
  'select from count_check() where tally <> signatures', 'the tally is what the rows say'
);

-- The neighbour.
select is(
  (select state::text from signature where id = :c), 'pending', 'other signatures are not touched'
);
select is(
  (select state::text from outbox where signature_id = :c), 'owed', 'nor their mails'
);
select is(pg_temp.confirm(:petition, 'c'), '{confirmed}', 'and can be confirmed');

-- Who was refused before, and says so now, has the last word.
select pg_temp.sign(:petition, 'd');
insert into suppression (address_key, reason) values (pg_temp.key('d'), 'refused');
select signature_disown(:petition, pg_temp.signature_of(:petition, 'd'), 7);
select is(
  (select reason::text from suppression where address_key = pg_temp.key('d')), 'disowned',
  'an address that mail was refused for is disowned for good'
);

select * from finish();
rollback;
