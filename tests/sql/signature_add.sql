-- signature_add: what is stored, what is owed, and every outcome.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(35);

select pg_temp.petition('required') as required, pg_temp.petition('none', 'none') as none \gset

-- One signature, with everything that a form holds.
select results_eq(
  format($$
    select place, outcome
    from signature_add(
      '{%s}', '{1}', array[pg_temp.key('a')], '{42}', '{a@example.org}', '{Ada}', '{Lovelace}',
      '{10025}', '{US}', '{"Well said, \"all\""}', '{true}', '{en}', '{radio}', '{null}'
    )
  $$, :required),
  $$values (1, 'added')$$,
  'a signature is added'
);
select results_eq(
  format($$
    select
      nonce, revision, state::text, mails::int, mailed_at, signed_at, confirmed_at, address_key,
      address, given_name, family_name, postal_code, country, comment, show_name, language, source,
      held_for
    from signature where petition_id = %s
  $$, :required),
  $$
    values (
      42::bigint, 1, 'pending', 1, now(), now(), null::timestamptz, pg_temp.key('a'),
      'a@example.org', 'Ada', 'Lovelace', '10025', 'US', 'Well said, "all"', true, 'en', 'radio',
      null::text
    )
  $$,
  'it is stored as it was typed, pending, at the time of the database'
);
select results_eq(
  format($$
    select id, signature_id, kind::text, state::text, attempts, due_at
    from outbox where petition_id = %s
  $$, :required),
  format($$
    select id * 1000, id, 'confirmation', 'owed', 0, now()
    from signature where petition_id = %s
  $$, :required),
  'one confirmation mail is owed for it, now'
);
select is(pg_temp.counted(:required), null, 'it does not count yet');

-- A batch with one of each kind, under two petitions.
insert into suppression (address_key, reason) values (pg_temp.key('gone'), 'refused');
select results_eq(
  format($$
    select place, outcome
    from signature_add(
      '{%1$s,%1$s,%1$s,%1$s,%2$s,0,%1$s}', '{1,1,1,1,1,1,1}',
      array(
        select pg_temp.key(address)
        from unnest('{a,z,gone,z,a,a,odd}'::text[]) as address
      ),
      '{1,2,3,4,5,6,7}', '{a,z,gone,z,a,a,odd}', '{A,First,C,Second,E,F,G}', '{a,b,c,d,e,f,g}',
      '{1,2,3,4,5,6,7}', '{US,US,US,US,US,US,US}', '{x,x,x,x,x,x,x}', '{f,f,f,f,f,f,f}',
      '{en,en,en,en,en,en,en}', '{s,s,s,s,s,s,s}', '{null,null,null,null,null,null,words}'
    )
  $$, :required, :none),
  $$
    values
      (1, 'repeated'), (2, 'added'), (3, 'suppressed'), (4, 'repeated'), (5, 'added'),
      (6, 'unknown'), (7, 'held')
  $$,
  'each of a batch has its own outcome, in the order given'
);
select results_eq(
  format($$
    select given_name, nonce, state::text, mails::int
    from signature where petition_id = %s order by nonce
  $$, :required),
  $$
    values ('First', 2::bigint, 'pending', 1), ('G', 7, 'held', 0), ('Ada', 42, 'pending', 1)
  $$,
  'of two that share an address the first is stored, and the one that was there stays as it was'
);
select is(
  (select held_for from signature where petition_id = :required and state = 'held'), 'words',
  'a held signature says why'
);
select is_empty(
  $$select from signature where address = 'gone'$$, 'nothing is stored of a suppressed address'
);
select is_empty(
  $$select from signature where petition_id = 0$$, 'nothing is stored under an unknown petition'
);
select results_eq(
  format($$
    select given_name
    from outbox
    join signature on signature.petition_id = outbox.petition_id and signature.id = signature_id
    where outbox.petition_id in (%s, %s)
    order by given_name
  $$, :required, :none),
  $$values ('Ada'), ('First')$$,
  'mail is owed to the pending only, once each'
);

-- A petition without confirmation.
select results_eq(
  format($$
    select state::text, confirmed_at, mails::int, mailed_at
    from signature where petition_id = %s
  $$, :none),
  $$values ('confirmed', now(), 0, null::timestamptz)$$,
  'where no confirmation is asked for, a signature is confirmed at once'
);
select is(pg_temp.counted(:none), 1::bigint, 'and counted');
select is(
  pg_temp.sign(:none, 'a', 'b', 'c', 'b'), '{repeated,added,added,repeated}',
  'a batch under such a petition'
);
select is(pg_temp.counted(:none), 3::bigint, 'counts each of its signatures once');
select is(pg_temp.sign(:none, 'a', 'b', 'c'), '{repeated,repeated,repeated}', 'the same again');
select is(pg_temp.counted(:none), 3::bigint, 'counts nothing');
select is_empty(
  format($$select from outbox where petition_id = %s$$, :none), 'and no mail is owed'
);
select results_eq(
  format($$
    select outcome
    from signature_add(
      '{%s}', '{1}', array[pg_temp.key('h')], '{1}', '{h}', '{h}', '{h}', '{h}', '{US}', '{null}',
      '{f}', '{en}', '{null}', '{words}'
    )
  $$, :none),
  $$values ('held')$$,
  'a signature is held there as well'
);
select is(pg_temp.counted(:none), 3::bigint, 'and does not count');

-- What brings nothing new writes a lock, and changes nothing.
create temporary table tally_before as select *, ctid as version from tally;
select is(pg_temp.sign(:none, 'a'), '{repeated}', 'a batch of one that has signed');
select results_eq(
  format($$
    select count(*), count(*) filter (where tally.ctid <> version), sum(tally.confirmed)::bigint
    from tally
    left join tally_before using (petition_id, slot)
    where petition_id = %s
  $$, :none),
  format($$
    select count(*), 0::bigint, sum(confirmed)::bigint from tally_before where petition_id = %s
  $$, :none),
  'leaves the rows of the count as they are'
);

-- Closed petitions.
update petition set closes_on = (now() at time zone 'UTC')::date where id = :required;
select is(pg_temp.sign(:required, 'last day'), '{added}', 'on its last day a petition is open');
update petition set closes_on = closes_on - 1 where id = :required;
select is(pg_temp.sign(:required, 'late'), '{closed}', 'the day after it is closed');
update petition set closes_on = null, state = 'closed' where id = :required;
select is(
  pg_temp.sign(:required, 'late', 'a'), '{closed,closed}', 'also where it was closed by hand'
);
select is_empty($$select from signature where address = 'late'$$, 'and nothing is stored');

-- Batches of the sizes that the lane makes.
select pg_temp.petition('large') as large \gset
select is(
  pg_temp.sign(:large, variadic array(select 'signer' || n from generate_series(1, 200) as n)),
  array_fill('added'::text, array[200]),
  'a batch of 200 is added'
);
select is(
  (select count(*) from outbox where petition_id = :large), 200::bigint, 'with a mail owed for each'
);
select is_empty(
  $$
    select from signature_add(
      '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'
    )
  $$,
  'an empty batch is no error'
);

-- Consents.
select petition_import(
  'consents', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{Our,Your}'
);
select petition_import(
  'elsewhere', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{Their}'
);
select id as consents from petition where slug = 'consents' \gset
select id as our from organization where name = 'Our' \gset
select id as your from organization where name = 'Your' \gset
select id as their from organization where name = 'Their' \gset
select is(pg_temp.sign(:consents, 'was there'), '{added}', 'one without consents');
select results_eq(
  format($$
    select outcome
    from signature_add(
      array_fill(%1$s::bigint, '{5}'), '{1,1,1,1,1}',
      array(
        select pg_temp.key(address)
        from unnest('{many,was there,none,held,forged}'::text[]) as address
      ),
      '{1,2,3,4,5}', '{many,was there,none,held,forged}', '{a,b,c,d,e}', '{f,g,h,i,j}',
      '{1,2,3,4,5}', '{US,US,US,US,US}', '{x,x,x,x,x}', '{t,t,t,t,t}', '{en,en,en,en,en}',
      '{radio,s,s,null,s}', '{null,null,null,words,null}',
      '{"0,%2$s,%3$s,%3$s","0,%2$s",null,%2$s,"%4$s,0,999999"}', '{8,8,null,9,8}'
    )
  $$, :consents, :our, :your, :their),
  $$values ('added'), ('repeated'), ('added'), ('held'), ('added')$$,
  'a batch with and without consents'
);
create function pg_temp.consents(address text) returns setof consent
language sql as $$
  select consent.*
  from consent join signature using (petition_id)
  where signature.id = signature_id and signature.address = consents.address
  order by organization_id;
$$;
select results_eq(
  $$
    select
      organization_id, number::int, wording_id, language collate "default", source collate "default", given_at, revoked_at
    from pg_temp.consents('many')
  $$,
  format($$
    values
      (0::bigint, 1, 8::bigint, 'en', 'radio', now(), null::timestamptz),
      (%s, 1, 8, 'en', 'radio', now(), null),
      (%s, 1, 8, 'en', 'radio', now(), null)
  $$, :our, :your),
  'each consent is stored once, with words, language, source and time'
);
select is_empty(
  $$select from pg_temp.consents('was there')$$,
  'whoever signs again with the address of another gives nothing in their name'
);
select is_empty($$select from pg_temp.consents('none')$$, 'nothing is given by who ticked nothing');
select results_eq(
  $$select organization_id, wording_id, source collate "default" from pg_temp.consents('held')$$,
  format('values (%s::bigint, 9::bigint, null::text)', :our),
  'a held signature keeps its own'
);
select results_eq(
  $$select organization_id from pg_temp.consents('forged')$$, 'values (0::bigint)',
  'organizations of another petition, or of none, are passed over'
);

select * from finish();
rollback;
