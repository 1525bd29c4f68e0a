-- reminder_owe: each signer who has not confirmed is reminded once, and nobody twice.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(27);

delete from reminder;
select pg_temp.petition('slow') as petition \gset
-- One by one: ids in the order of the letters.
select pg_temp.sign(:petition, letter) from regexp_split_to_table('abcdef', '') as letter;

-- When they signed, and their mails went out.
create function pg_temp.ago(days int, variadic addresses text[]) returns void
language sql as $$
  update signature set
    signed_at = now() - make_interval(days => days), mailed_at = now() - make_interval(days => days)
  where address = any (addresses);
  update outbox set state = 'sent'
  where kind <> 'reminder'
    and signature_id in (select id from signature where address = any (addresses));
$$;
create function pg_temp.owe(most int default 1000, days int default 3) returns bigint
language sql as $$
  select looked_at from reminder_owe(days * 86400, 0, most);
$$;
create function pg_temp.reminded() returns text
language sql as $$
  select string_agg(
    address || case when due_at > now() then '+' else '' end, ' ' order by address
  )
  from outbox
  join signature on signature.id = signature_id
  where kind = 'reminder';
$$;

select is(pg_temp.owe(), 0::bigint, 'who has just signed is not looked at');
select is(pg_temp.reminded(), null, 'nor reminded');
select pg_temp.ago(4, 'a', 'b', 'c');
select pg_temp.confirm(:petition, 'b');
update outbox set state = 'owed' where signature_id = pg_temp.signature_of(:petition, 'c');
select is(pg_temp.owe(), 3::bigint, 'after three days they are looked at');
select is(
  pg_temp.reminded(), 'a', 'and reminded; not who has confirmed, nor whose first mail is still owed'
);
select results_eq(
  'select id - signature_id * 1000, state::text, due_at from outbox where kind = ''reminder''',
  $$values (1::bigint, 'owed', now())$$, 'in a mail with a number of its own'
);
select is(pg_temp.owe(), 0::bigint, 'once');
select is(pg_temp.reminded(), 'a', 'and no more');
select pg_temp.ago(30, 'a', 'b', 'c');
select is(pg_temp.owe(days => 1), 0::bigint, 'however long it takes');

-- Few at a time.
select pg_temp.ago(4, 'd', 'e', 'f');
select is(pg_temp.owe(2), 2::bigint, 'two are looked at where two are asked for');
select is(pg_temp.reminded(), 'a d e', 'the oldest');
select is(pg_temp.owe(2), 1::bigint, 'then the next');
select is(pg_temp.reminded(), 'a d e f', 'all in the end');

-- Not in vain.
select pg_temp.sign(:petition, letter) from regexp_split_to_table('ghijkl', '') as letter;
select pg_temp.ago(4, 'g', 'h', 'i', 'k', 'l');
select pg_temp.ago(12, 'g');
insert into suppression (address_key, reason) values (pg_temp.key('h'), 'refused');
update signature set state = 'held' where address = 'i';
select pg_temp.ago(1, 'j');
select pg_temp.owe();
select is(
  pg_temp.reminded(), 'a d e f j+ k l',
  'not a week too late, not who is not to be written to, not who waits; who signed again, later'
);
select is(
  (
    select due_at - now() from outbox
    where kind = 'reminder' and signature_id = pg_temp.signature_of(:petition, 'j')
  ),
  interval '2 days', 'three days after the last mail'
);
select is(
  (select upto from reminder where petition_id = :petition), pg_temp.signature_of(:petition, 'l'),
  'each is looked at once'
);

-- What is let go on after its turn has come.
select signature_release(:petition, pg_temp.signature_of(:petition, 'i'));
select matches(pg_temp.reminded(), 'f i\+ j\+', 'who is released is reminded three days later');
select signature_withdraw(:petition, pg_temp.signature_of(:petition, 'k'), 7);
select signature_withdraw(:petition, pg_temp.signature_of(:petition, 'b'), 7);
update outbox set state = 'sent' where state = 'owed' and kind <> 'reminder';
select pg_temp.sign(:petition, 'k', 'b');
select is(
  (
    select string_agg(signature.address || ':' || outbox.state, ' ' order by signature.address)
    from outbox
    join signature on signature.id = signature_id
    where kind = 'reminder' and signature.address in ('b', 'k')
  ),
  'b:owed k:dropped', 'who signs again after withdrawing is, unless it was so before'
);
select is(
  (select count(*) from outbox_claim(100, 900) where kind = 'reminder'), 5::bigint,
  'a courier gets those that are due'
);
update outbox set due_at = now() where kind = 'reminder' and state = 'owed';
select pg_temp.confirm(:petition, 'a');
select is(
  (
    select string_agg(address, ' ' order by address)
    from outbox_claim(100, 900) where kind = 'reminder'
  ),
  'b d e f i j l', 'who confirms meanwhile is not reminded'
);

-- Petitions that are over, or ask for no confirmation.
select pg_temp.petition('over') as over \gset
select pg_temp.sign(:over, 'm', 'n');
select pg_temp.ago(4, 'm', 'n');
update petition set state = 'closed' where id = :over;
select is(pg_temp.owe(), 2::bigint, 'a closed petition is looked at');
select is_empty(
  format('select from outbox where petition_id = %s and kind = ''reminder''', :over),
  'but reminds nobody'
);
update petition set state = 'open' where id = :over;
select is(pg_temp.owe(), 0::bigint, 'nor when it opens again');
select pg_temp.petition('at-once', 'none') as at_once \gset
select pg_temp.sign(:at_once, 'o');
select pg_temp.owe();
select is_empty(
  format('select from reminder where petition_id = %s', :at_once),
  'where nothing is to be confirmed there is nothing to look at'
);

-- An address is owed no more than it may.
select pg_temp.sign(:over, 'p', 'q');
select pg_temp.ago(4, 'p', 'q');
update outbox set owed_at = now() - interval '25 hours'
where signature_id = pg_temp.signature_of(:over, 'q');
select reminder_owe(3 * 86400, 1, 1000);
select is(
  (
    select string_agg(address, ' ') from outbox
    join signature on signature.id = signature_id
    where kind = 'reminder' and outbox.petition_id = :over
  ),
  'q', 'who was mailed enough today is not reminded'
);

-- Off.
select is((select looked_at from reminder_owe(0, 0, 1000)), 0::bigint, 'it can be left');
select is_empty('select from reminder', 'then nothing is remembered');
select is(pg_temp.owe(), (
  select count(*) from signature
  where petition_id = :petition and signed_at <= now() - interval '3 days'
), 'and all is looked at again when it begins');

select * from finish();
rollback;
