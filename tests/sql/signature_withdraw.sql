-- signature_withdraw, signature_sign_again, signature_renew: back and forth, and the count follows.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(45);

select petition_import(
  'withdraw', 'en', null, null, 'required', 'T', 'T', 'B', 'L', 'Line', '{One}'
);
select id as petition from petition where slug = 'withdraw' \gset
select pg_temp.sign(:petition, 'a', 'b', 'held');
select pg_temp.confirm(:petition, 'a');
update signature set state = 'held', held_for = 'network' where address = 'held';
select
  pg_temp.signature_of(:petition, 'a') as a,
  pg_temp.signature_of(:petition, 'b') as b,
  pg_temp.signature_of(:petition, 'held') as held,
  (select id from wording_add('en', 'May they?')) as wording \gset
select consent_set(:petition, :a, 7, 'one', true, :wording, 'en', null);
update consent set source = 'mail' where signature_id = :a;
update outbox set state = 'sent', reply = 'ok <a@example.org>' where signature_id = :a;

create function pg_temp.again(
  signature_id bigint, address text, nonce bigint default 7
) returns text
language sql as $$
  select outcome
  from signature_sign_again(
    (select id from petition where slug = 'withdraw'), signature_id, nonce, pg_temp.key(address),
    address, 'Again', 'Signer', null, 'DE', true
  );
$$;

select is((select outcome from signature_withdraw(:petition, :a, 8)), 'unknown', 'a wrong nonce');
select is(
  (select outcome from signature_withdraw(:petition + 1, :a, 7)), 'unknown', 'another petition'
);
select is(pg_temp.counted(:petition), 1::bigint, 'change nothing');
select is((select outcome from signature_withdraw(:petition, :a, 7)), 'done', 'it is withdrawn');
select is(pg_temp.counted(:petition), 0::bigint, 'and counts no more');
select is(
  (select outcome from signature_withdraw(:petition, :a, 7)), 'unchanged', 'twice is as once'
);
select is(pg_temp.counted(:petition), 0::bigint, 'and is taken from the count once');
select is_empty(
  'select from count_check() where tally <> signatures', 'the tally is what the rows say'
);
select results_eq(
  format($$
    select
      state::text, withdrawn_at, show_name, address, given_name, family_name, postal_code, country,
      comment, source
    from signature where id = %s
  $$, :a),
  $$
    values (
      'withdrawn', now(), false, null::text, null::text, null::text, null::text, null::text,
      null::text, null::text
    )
  $$,
  'it has no name any more'
);
select is(
  (select address_key from signature where id = :a), pg_temp.key('a'), 'but knows its address'
);
select is_empty(
  format('select from consent where signature_id = %s and revoked_at is null', :a),
  'no consent holds'
);
select is(
  (select array_agg(source) from consent where signature_id = :a), '{null}',
  'nor how it came about'
);
select results_eq(
  format($$
    select id - signature_id * 1000, kind::text, state::text, reply, kept_address
    from outbox where signature_id = %s order by id
  $$, :a),
  $$
    values
      (0::bigint, 'confirmation', 'sent', null::text, null::text),
      (1, 'consent', 'sent', null, null),
      (2, 'withdrawal', 'owed', null, 'a')
  $$,
  'mails keep their numbers, without what the relay said; a receipt is owed'
);
select is((select outcome from signature_withdraw(:petition, :b, 7)), 'done', 'a pending one');
select is(pg_temp.counted(:petition), 0::bigint, 'was not counted');
select results_eq(
  format('select kind::text, state::text from outbox where signature_id = %s order by id', :b),
  $$values ('confirmation', 'dropped'), ('withdrawal', 'owed')$$,
  'and its mail is owed no more, but the receipt'
);
select is(pg_temp.confirm(:petition, 'a'), '{withdrawn}', 'it cannot be confirmed');

-- Again, with the link.
select is(pg_temp.again(:a, 'a', 8), 'unknown', 'again: not by a wrong nonce');
select is(pg_temp.again(:a, 'b'), 'other_address', 'nor with another address');
select is(pg_temp.counted(:petition), 0::bigint, 'which changes nothing');
select is(pg_temp.again(:a, 'a'), 'done', 'but with its own');
select is(pg_temp.counted(:petition), 1::bigint, 'it counts again');
select is(pg_temp.again(:a, 'a'), 'unchanged', 'once');
select is(pg_temp.counted(:petition), 1::bigint, 'however often');
select results_eq(
  format($$
    select state::text, withdrawn_at, address, given_name, country, show_name
    from signature where id = %s
  $$, :a),
  $$values ('confirmed', null::timestamptz, 'a', 'Again', 'DE', true)$$,
  'with what was typed'
);
select signature_withdraw(:petition, :held, 7);
select is(pg_temp.again(:held, 'held'), 'held', 'what was held waits again');
select is(
  (select state::text from signature where id = :held), 'held', 'for an organizer, as before'
);
select signature_withdraw(:petition, :a, 7);
update petition set state = 'closed' where id = :petition;
select is(pg_temp.again(:a, 'a'), 'closed', 'a closed petition takes none back');
update petition set state = 'open' where id = :petition;
select is(
  (
    select string_agg(deed::text, ' ' order by number)
    from change where signature_id = :a
  ),
  'consent_given withdrawn signed_again withdrawn', 'all that is recorded'
);

-- Again, with the form of the petition.
select is(pg_temp.sign(:petition, 'a'), '{repeated}', 'the form says what it always says');
select results_eq(
  format($$
    select state::text, given_name, address, withdrawn_at, confirmed_at, mails::int
    from signature where id = %s
  $$, :a),
  $$values ('pending', 'a', 'a', null::timestamptz, null::timestamptz, 1)$$,
  'the signature is given anew, and waits for its confirmation'
);
select is(pg_temp.counted(:petition), 0::bigint, 'it does not count yet');
select results_eq(
  format($$
    select id - signature_id * 1000, kind::text
    from outbox where signature_id = %s and state = 'owed' order by id desc limit 1
  $$, :a),
  $$values (4::bigint, 'confirmation')$$,
  'a mail with a number of its own is owed'
);
select is(pg_temp.confirm(:petition, 'a'), '{confirmed}', 'it is confirmed');
select is(pg_temp.counted(:petition), 1::bigint, 'and counts');
select is(pg_temp.sign(:petition, 'a'), '{repeated}', 'signing once more');
select is(
  (select state::text from signature where id = :a), 'confirmed', 'renews nothing that stands'
);

-- With a consent, which was given before and taken back.
select signature_withdraw(:petition, :a, 7);
select is(
  (
    select outcome
    from signature_add(
      array[:petition]::bigint[], '{1}', array[pg_temp.key('a')], '{9}', '{a}', '{Third}', '{x}',
      '{x}', '{US}', array[null], '{f}', '{en}', '{x}', array[null],
      array[(select id::text from organization where name = 'One')], array[:wording]::bigint[]
    )
  ),
  'repeated', 'the form with a consent'
);
select results_eq(
  format('select number::int, revoked_at is null from consent where signature_id = %s order by number', :a),
  $$values (1, false), (2, true)$$,
  'adds one, and keeps what was'
);
select is((select nonce from signature where id = :a), 7::bigint, 'the link stays the same');
select signature_withdraw(:petition, :a, 7);
select is(pg_temp.sign(:petition, 'c', 'a', 'b'), '{added,repeated,repeated}', 'among others');
select is(
  (
    select array_agg(state::text order by address)
    from signature where petition_id = :petition and address in ('a', 'b', 'c')
  ),
  '{pending,pending,pending}', 'each is renewed'
);

-- What was erased is not to be had back.
select signature_erase(:petition, :b, 7);
select is((select outcome from signature_withdraw(:petition, :b, 7)), 'gone', 'erased: not withdrawn');
select is(pg_temp.again(:b, 'b'), 'gone', 'erased: not signed again');
select is_empty(
  'select from count_check() where tally <> signatures', 'the tally is what the rows say'
);

select * from finish();
rollback;
