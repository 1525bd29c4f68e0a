-- outbox_claim: what is due, to one courier at a time, and only while it is wanted.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(20);

create function pg_temp.claim(most int) returns text[]
language sql as $$
  select array_agg(address || ' ' || attempt order by address) from outbox_claim(most, 900);
$$;

select pg_temp.petition('claim') as petition \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd');
select pg_temp.signature_of(:petition, 'a') as a \gset

select is_empty('select from outbox_claim(0, 900)', 'nothing is claimed by who wants nothing');

-- The oldest debt first.
update outbox set due_at = now() - make_interval(mins => ascii(address))
from signature
where signature.id = signature_id and outbox.petition_id = :petition;
select is(pg_temp.claim(2), '{"c 1","d 1"}', 'the mails that have been due the longest come first');
update outbox set due_at = now() + interval '1 second'
where signature_id = pg_temp.signature_of(:petition, 'b');
select results_eq(
  'select * from outbox_claim(10, 900)',
  format(
    $$
      values (
        %1$s::bigint, %2$s * 1000::bigint, 1, 'confirmation', 'a', %2$s::bigint, 7::bigint, 'claim',
        'en', 'Title', 'Target', null::int, null, null, null, null
      )
    $$, :petition, :a
  ),
  'with all that the mail is made of; what is not due yet stays'
);
select results_eq(
  format('select state::text, attempts, due_at from outbox where signature_id = %s', :a),
  $$values ('owed', 1, now() + interval '900 seconds')$$,
  'what is claimed is due again when the lease ends'
);
select is(pg_temp.claim(10), null, 'until then it is not claimed again');
update outbox set due_at = now() where petition_id = :petition and attempts = 1;
select is(pg_temp.claim(10), '{"a 2","c 2","d 2"}', 'then it is, as the next attempt');

select is(
  (select failures from outbox where signature_id = :a), 1::smallint,
  'that its courier did not say what became of it is a failure'
);

-- The words are those that were signed, the language that of the signer.
select petition_import(
  'claim', 'en', null, null, null, 'New title', 'Target', 'Body', 'Letter', 'Line', null
);
update signature set language = 'es' where id = :a;
update outbox set due_at = now() where signature_id = :a;
select results_eq(
  'select title, language from outbox_claim(10, 900)',
  $$values ('Title', 'es')$$,
  'a mail has the title that was signed, and the language of its signer'
);

-- What nobody wants any more.
update outbox set due_at = now() where petition_id = :petition;
select pg_temp.confirm(:petition, 'b');
select signature_disown(:petition, pg_temp.signature_of(:petition, 'd'), 7);
insert into suppression (address_key, reason) values (pg_temp.key('c'), 'refused');
update outbox set failures = 40 where signature_id = :a;
select is_empty('select from outbox_claim(10, 900)', 'mail that nobody wants is not claimed');
select results_eq(
  format($$
    select given_name, outbox.state::text
    from outbox
    join signature on signature.id = signature_id
    where outbox.petition_id = %s
    order by given_name
  $$, :petition),
  $$values ('a', 'dead'), ('b', 'dropped'), ('c', 'dropped')$$,
  'it is dropped: confirmed, suppressed; or dead: 40 couriers were lost with it'
);
select is(
  (select dead_for from outbox where signature_id = :a), 'lost', 'it is said why it is dead'
);
select is_empty('select from outbox_claim(10, 900)', 'and it is not looked at again');

-- outbox_next says how long there is nothing to do.
select is((select seconds from outbox_next()), null, 'with nothing owed a courier may rest');
select pg_temp.sign(:petition, 'e', 'f');
select is((select seconds from outbox_next()), 0::double precision, 'with mail due it may not');
update outbox set due_at = now() - interval '9 seconds' where state = 'owed';
select is(
  (select seconds from outbox_next()), -9::double precision, 'the less so the longer it is due'
);
select is((select count(*) from outbox_claim(1, 60)), 1::bigint, 'one of the two is claimed');
select is(
  (select seconds from outbox_next()), -9::double precision, 'the other one is still due'
);
select is((select count(*) from outbox_claim(10, 900)), 1::bigint, 'and claimed');
select is(
  (select seconds from outbox_next()), 60::double precision,
  'a courier may rest until the first lease ends'
);
update outbox set state = 'sent' where state = 'owed';
select is((select seconds from outbox_next()), null, 'and for good when all is sent');

select * from finish();
rollback;
