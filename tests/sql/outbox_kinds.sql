-- Which mails are owed, to whom, how often, and what is kept for them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(39);

select petition_import(
  'kinds', 'en', null, null, 'required', 'T', 'T', 'B', 'L', 'Line', '{One,Another}'
);
select id as petition from petition where slug = 'kinds' \gset
select pg_temp.sign(:petition, 'a', 'b', 'c');
select
  pg_temp.signature_of(:petition, 'a') as a, pg_temp.signature_of(:petition, 'b') as b,
  pg_temp.signature_of(:petition, 'c') as c,
  (select id from wording_add('en', 'May they?')) as wording \gset

create function pg_temp.owed(signature bigint) returns text
language sql as $$
  select string_agg(kind::text, ' ' order by id) from outbox
  where signature_id = signature and state = 'owed';
$$;
create function pg_temp.claimed(mails_day int default 0) returns text
language sql as $$
  select string_agg(address || ':' || kind, ' ' order by address, kind)
  from outbox_claim(100, 900, mails_day => claimed.mails_day);
$$;
-- All that is owed has been sent, an hour ago.
create function pg_temp.sent() returns void
language sql as $$
  update outbox set
    state = 'sent', kept_address = null, attempts = 1, owed_at = now() - interval '1 hour',
    settled_at = now() - interval '1 hour'
  where state = 'owed';
$$;
select pg_temp.sent();

-- thanks
select signature_confirm(array[:petition], array[:a], '{7}');
select is(pg_temp.owed(:a), null, 'who confirms is owed no mail where the site thanks nobody');
select is(
  (
    select array_agg(outcome order by place)
    from signature_confirm(
      array[:petition, :petition, :petition, :petition], array[:a, :b, :b, 0], '{7,7,7,7}', true
    )
  ),
  '{already,confirmed,already,unknown}', 'four confirm'
);
select is(pg_temp.owed(:a), null, 'who had confirmed is not thanked');
select is(pg_temp.owed(:b), 'thanks', 'who confirms is, once');
select is(
  (select max(id) from outbox where signature_id = :b), (:b * 1000 + 1)::bigint,
  'in a mail with a number of its own'
);
update outbox set id = :c * 1000 + 999 where signature_id = :c;
select signature_confirm(array[:petition], array[:c], '{7}', true);
select is(pg_temp.owed(:c), null, 'after a thousand mails there is none');
select is(
  (select state::text from signature where id = :c), 'confirmed', 'but it is confirmed'
);
select is(pg_temp.claimed(), 'b:thanks', 'thanks are sent while the signature is confirmed');
update signature set state = 'held' where id = :b;
update outbox set due_at = now() where state = 'owed';
select is(pg_temp.claimed(), null, 'and not when it waits again');
update signature set state = 'confirmed' where id = :b;
select pg_temp.sent();

-- consent
select consent_set(:petition, :a, 7, 'one', true, :wording, 'en', null);
select consent_set(:petition, :a, 7, 'another', true, :wording, 'en', null);
select consent_set(:petition, :a, 7, '', true, :wording, 'en', null);
select is(pg_temp.owed(:a), 'consent', 'whatever is agreed to in a minute has one receipt');
select is(pg_temp.claimed(), null, 'which waits for the minute');
update outbox set due_at = now() where state = 'owed';
select results_eq(
  'select kind, consents from outbox_claim(10, 900)',
  $$values ('consent', E'Another\nOne\n\n')$$,
  'it tells what holds when it goes out, news about the petition without a name'
);
select consent_set(:petition, :a, 7, 'one', false, null, null, null);
select is(pg_temp.owed(:a), 'consent consent', 'what changes after that has another one');
select consent_set(:petition, :a, 7, 'one', false, null, null, null);
select pg_temp.sent();
select consent_set(:petition, :a, 7, 'one', false, null, null, null);
select is(pg_temp.owed(:a), null, 'what changes nothing has none');
select
  consent_set(:petition, :a, 7, 'one', turn % 2 = 0, :wording, 'en', null), pg_temp.sent()
from generate_series(0, 20) as turn;
select is(
  (select count(*) from outbox where signature_id = :a and kind = 'consent'), 10::bigint,
  'ten a day are all there are'
);

-- repeated
update outbox set owed_at = now() - interval '25 hours';
select is(pg_temp.sign(:petition, 'a'), '{repeated}', 'signing again once it is confirmed');
select is(pg_temp.owed(:a), 'repeated', 'owes word that it is');
select pg_temp.sign(:petition, 'a');
select is(pg_temp.owed(:a), 'repeated', 'not twice');
select is(pg_temp.claimed(), 'a:repeated', 'it is sent');
select pg_temp.sent();
select pg_temp.sign(:petition, 'a');
select is(pg_temp.owed(:a), null, 'nor within a day of another mail');
select
  pg_temp.sign(:petition, 'a'), pg_temp.sent()
from generate_series(1, 5), lateral (
  select count(*) from outbox where signature_id = :a
) as each;
do $$
begin
  for turn in 1 .. 5 loop
    update outbox set owed_at = now() - interval '25 hours';
    perform pg_temp.sign((select id from petition where slug = 'kinds'), 'a'), pg_temp.sent();
  end loop;
end
$$;
select is(
  (select count(*) from outbox where signature_id = :a and kind = 'repeated'), 3::bigint,
  'and three times are all there are'
);
select pg_temp.petition('unproven', 'none') as unproven \gset
select pg_temp.sign(:unproven, 'a');
select pg_temp.sign(:unproven, 'a');
select is_empty(
  format('select from outbox where petition_id = %s', :unproven),
  'where addresses are not proven, nothing is owed'
);

-- withdrawal
select pg_temp.sent();
select signature_withdraw(:petition, :b, 7);
select is(pg_temp.owed(:b), 'withdrawal', 'who withdraws is owed a receipt');
select is((select address from signature where id = :b), null, 'the signature has no address');
select results_eq(
  'select kind, address, language, title from outbox_claim(10, 900)',
  $$values ('withdrawal', 'b', 'en', 'T')$$, 'the mail has'
);
select is(
  (
    select array_agg(outcome)
    from outbox_settle(array[:petition], array[:b * 1000 + 2], '{1}', '{later}', '{451}', '{x}')
  ),
  '{owed}', 'while it is owed'
);
select is(
  (select kept_address from outbox where id = :b * 1000 + 2), 'b', 'it keeps the address'
);
update outbox set due_at = now() where id = :b * 1000 + 2;
select is(pg_temp.claimed(), 'b:withdrawal', 'for the next attempt');
select outbox_settle(array[:petition], array[:b * 1000 + 2], '{2}', '{sent}', '{250}', '{x}');
select is_empty('select from outbox where kept_address is not null', 'no longer than that');
select signature_withdraw(:petition, :c, 7);
select pg_temp.sent();
select signature_withdraw(:petition, :a, 7);
update outbox set owed_at = now() - interval '25 hours' where state = 'owed';
select is(pg_temp.claimed(), null, 'nor than a day, whatever the relay does');
select is_empty('select from outbox where kept_address is not null', 'then it is gone');

select pg_temp.sign(:petition, 'given-up');
select signature_withdraw(:petition, pg_temp.signature_of(:petition, 'given-up'), 7);
select outbox_drop('due', 'kinds', 'withdrawal', null, 10);
select is_empty(
  'select from outbox where kept_address is not null', 'and so it is when an admin gives it up'
);

-- So many a day to one address, whatever brings them about.
select pg_temp.petition('cap-' || number) from generate_series(1, 4) as number;
delete from outbox;
delete from signature where address_key = pg_temp.key('d');
select pg_temp.sign(id, 'd') from petition where slug like 'cap-_';
select pg_temp.sign((select id from petition where slug = 'cap-1'), 'e');
select is(
  pg_temp.claimed(3), 'd:confirmation d:confirmation d:confirmation e:confirmation',
  'as many as are allowed are claimed'
);
select is(
  (select extract(epoch from min(due_at) - now())::int from outbox where attempts = 0), 3600,
  'the others wait for an hour'
);
select pg_temp.sent();
update outbox set state = 'owed', attempts = 0, due_at = now(), settled_at = null
where id = (select max(id) from outbox where signature_id in (
  select id from signature where address_key = pg_temp.key('d')
));
select is(pg_temp.claimed(3), null, 'and as long as three were sent within a day');
update outbox set settled_at = now() - interval '25 hours' where state = 'sent';
update outbox set due_at = now() where state = 'owed';
select is(pg_temp.claimed(3), 'd:confirmation', 'after that they go');
select ok(
  address_mails(pg_temp.key('d')) = 4 and not exists (
    select from outbox
    where kind = 'thanks' and signature_id in (
      select id from signature where address_key = pg_temp.key('d')
    )
  ),
  'what anybody can cause is counted'
);
select outbox_add(petition_id, id, kind)
from signature, unnest('{thanks,consent,withdrawal}'::text[]) as kind
where address_key = pg_temp.key('d');
select is(address_mails(pg_temp.key('d')), 4::bigint, 'what only its owner can cause is not');

-- After a thousand mails a consent can be taken back all the same.
update outbox set id = :a * 1000 + 999
where id = (select max(id) from outbox where signature_id = :a);
select lives_ok(
  format('select consent_set(%s, %s, 7, %L, false, %s, %L, null)', :petition, :a, 'one', :wording, 'en'),
  'without a receipt'
);

select * from finish();
rollback;
