-- signature_remind: signing again before confirming owes the mail again, within bounds.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(14);

create function pg_temp.mails(petition_id bigint) returns text[]
language sql as $$
  select array_agg(state::text order by id) from outbox where outbox.petition_id = $1;
$$;

select pg_temp.petition('remind') as petition \gset
select pg_temp.sign(:petition, 'a');

select is(pg_temp.sign(:petition, 'a'), '{repeated}', 'signing again at once');
select is(pg_temp.mails(:petition), '{owed}', 'owes nothing more');

update signature set mailed_at = now() - interval '16 minutes' where petition_id = :petition;
select is(pg_temp.sign(:petition, 'a'), '{repeated}', 'signing again while the mail is still owed');
select is(pg_temp.mails(:petition), '{owed}', 'owes nothing more');

update outbox set state = 'sent' where petition_id = :petition;
update signature set mailed_at = now() - interval '14 minutes' where petition_id = :petition;
select pg_temp.sign(:petition, 'a');
select is(pg_temp.mails(:petition), '{sent}', 'nor within 15 minutes of the last one');

update signature set mailed_at = now() - interval '16 minutes' where petition_id = :petition;
select is(
  pg_temp.sign(:petition, 'b', 'a', 'a'), '{added,repeated,repeated}', 'signing again after that'
);
select is(
  (
    select array_agg(format('%s %s %s', outbox.id - signature_id * 1000, outbox.kind, outbox.state))
    from outbox
    where petition_id = :petition and signature_id = pg_temp.signature_of(:petition, 'a')
  ),
  '{"0 confirmation sent","1 confirmation owed"}',
  'owes a second mail, once, with a number of its own'
);
select results_eq(
  format(
    'select mails::int, mailed_at from signature where id = %s',
    pg_temp.signature_of(:petition, 'a')
  ),
  'values (2, now())',
  'and the signature says so'
);

update outbox set state = 'sent' where petition_id = :petition;
update signature set mailed_at = now() - interval '1 day' where petition_id = :petition;
select pg_temp.sign(:petition, 'a');
update outbox set state = 'dead' where petition_id = :petition and state = 'owed';
update signature set mailed_at = now() - interval '1 day' where petition_id = :petition;
select pg_temp.sign(:petition, 'a');
select is(pg_temp.mails(:petition), '{sent,sent,dead,sent}', 'three mails are all there ever are');
select is(
  (select mails::int from signature where id = pg_temp.signature_of(:petition, 'a')), 3,
  'and the signature counts three'
);

-- Only the pending are reminded.
update signature set mailed_at = now() - interval '1 day' where petition_id = :petition;
select pg_temp.confirm(:petition, 'b');
select pg_temp.sign(:petition, 'b');
select is(pg_temp.mails(:petition), '{sent,sent,dead,sent}', 'nothing is owed to the confirmed');
update signature set state = 'held' where id = pg_temp.signature_of(:petition, 'b');
select pg_temp.sign(:petition, 'b');
select is(pg_temp.mails(:petition), '{sent,sent,dead,sent}', 'nor to the held');
update signature set state = 'pending' where id = pg_temp.signature_of(:petition, 'b');
select pg_temp.petition('other') as other \gset
select is(pg_temp.sign(:other, 'b'), '{added}', 'the same address under another petition is new');
select is(
  pg_temp.mails(:petition), '{sent,sent,dead,sent}', 'and reminds of nothing under the first'
);

select * from finish();
rollback;
