-- A plan that was made while the tables were empty stays quick when they hold many rows.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Programs keep their plans for weeks, and a petition can grow by thousands of signatures a second
-- before the planner's statistics are taken again. Rows that were read are counted, not time.

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(40);

-- Rows and index entries of what is written most that a query reads.
create function pg_temp.rows_read() returns bigint
language sql as $$
  select sum(
    pg_stat_get_xact_tuples_returned(relation) + pg_stat_get_xact_tuples_fetched(relation)
  )::bigint
  from (
    select indexrelid as relation from pg_index
    where indrelid in ('signature'::regclass, 'outbox'::regclass, 'consent'::regclass)
    union all
    values ('signature'::regclass), ('outbox'::regclass), ('consent'::regclass)
  ) as relations;
$$;

create function pg_temp.judge(petition_id bigint, address text) returns text[]
language sql as $$
  select limit_judge(
    array[petition_id], array[pg_temp.key(address)], null, null, null, null, '{null}',
    '{0,0,0,0,0,1}'
  );
$$;

create function pg_temp.reads_few(query text, most bigint default 1000) returns text
language plpgsql as $$
declare
  before bigint := pg_temp.rows_read();
begin
  execute query;
  return cmp_ok(
    pg_temp.rows_read() - before, '<', most,
    regexp_replace(trim(query), '\s+', ' ', 'g')
  );
end
$$;

-- Statistics of one signature: the planner can take any index for as good as any other.
select pg_temp.petition('plans') as petition \gset
select pg_temp.sign(:petition, 'first');
update signature set mailed_at = now() - interval '1 hour';
update outbox set state = 'sent';
analyze signature, outbox;
select pg_temp.sign(:petition, 'first');
select count(*) from outbox_claim(10, 900);
select pg_temp.confirm(:petition, 'first');
select pg_temp.confirm(:petition, 'first');
select pg_temp.judge(:petition, 'first') from generate_series(1, 10);

insert into signature (
  petition_id, id, nonce, revision, state, mails, mailed_at, show_name, address_key, address
)
select
  :petition, 1000000000 + n, 7, 1, 'pending', 1, now() - interval '1 hour', false,
  pg_temp.key('many' || n), 'many' || n
from generate_series(1, 20000) as n;
insert into outbox (petition_id, id, signature_id, kind, state)
select
  petition_id, id * 1000, id, 'confirmation',
  case when id % 2 = 0 then 'owed' else 'sent' end::outbox_state
from signature
where id > 1000000000;
insert into consent (petition_id, signature_id, organization_id, number, wording_id)
select petition_id, id, 0, 1, 1 from signature where id > 1000000005;
update signature set state = 'confirmed', confirmed_at = signed_at where id > 1000019950;
insert into announcement (petition_id, id, code, expected, reached)
values (:petition, 1, 'x', 100, 1000019900);

insert into bounce (petition_id, mail_id, kind, status)
select petition_id, id * 1000, 'failed', '' from signature where id > 1000000020;

select pg_temp.reads_few(format(query, :petition))
from unnest(array[
  $$select pg_temp.sign(%s, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j')$$,
  $$select pg_temp.sign(%s, 'many1', 'many3', 'many5')$$,
  $$select signature_confirm('{%1$s,%1$s,%1$s}', '{1000000001,1000000002,5}', '{7,7,7}')$$,
  $$select signature_confirm('{%1$s,%1$s,%1$s}', '{1000000001,1000000002,5}', '{7,7,7}')$$,
  $$select signature_confirm('{%1$s,%1$s}', '{1000000016,1000000018}', '{7,7}', true)$$,
  $$select pg_temp.sign(%s, 'many16', 'many18')$$,
  $$select pg_temp.judge(%s, 'many9')$$,
  $$select signature_find(%s, 1000000003, 7)$$,
  $$select signature_disown(%s, 1000000004, 7)$$,
  $$select signature_erase(%s, 1000000010, 7)$$,
  $$select signature_withdraw(%s, 1000000012, 7)$$,
  $$select signature_correct(%s, 1000000014, 7, 'x', 'x', 'x', 'x')$$,
  $$select signature_show_name(%s, 1000000014, 7, true)$$,
  $$select signature_comment(%s, 1000000014, 7, 'x')$$,
  $$select signature_show_comment(%s, 1000000014, 7, false)$$,
  $$select signature_history(%s, 1000000014, 7)$$,
  $$select signature_data(%s, 1000000014, 7)$$,
  $$select signature_list(pg_temp.key('many15'))$$,
  $$select signature_link(pg_temp.key('many15'))$$,
  $$select signature_link(pg_temp.key('nobody'))$$,
  $$select outbox_claim(10, 900)$$,
  $$select outbox_claim(10, 900, mails_day => 10)$$,
  $$select reminder_owe(0, 0, 100)$$,
  $$select reminder_owe(3600, 10, 100)$$,
  $$
    select outbox_settle(
      '{%1$s,%1$s}', '{1000000006000,1000000008000}', '{0,0}', '{sent,later}', '{1,1}', '{x,x}'
    )
  $$,
  $$select outbox_next()$$,
  $$select bounce_add(%s, 1000000016000, 'failed', '4.2.2', 5)$$,
  $$select bounce_add(%s, 1000000018000, 'refused', '5.1.1', 5)$$,
  $$select announcement_owe()$$,
  $$select announcement_progress('plans', 1)$$,
  $$select consent_set(%s, 1000000003, 7, '', true, 1, 'en', null)$$,
  $$select consent_set(%s, 1000000005, 7, '', true, 1, 'en', null)$$,
  $$select consent_list(%s, 1000000003, 7)$$,
  $$select petition_find('plans')$$,
  $$select petition_voices(%s)$$,
  $$select petition_list()$$
]) as query;

-- Mail that waits does not stand before what is due.
select pg_temp.petition('plans-wait') as wait \gset
select pg_temp.petition('plans-due') as due \gset
insert into outbox (petition_id, id, signature_id, kind, due_at)
select :wait, n * 1000, n, 'confirmation', now() + interval '1 hour'
from generate_series(1, 20000) as n;
select pg_temp.sign(:due, 'due1', 'due2');
select pg_temp.reads_few(query)
from unnest(array[
  $$select outbox_claim(10, 900, 100, 1000)$$,
  $$select outbox_heads(0::smallint, 0, 100, now())$$,
  $$select outbox_next(100, 1000)$$
]) as query;

-- Statistics of an evening on which no mail was sent yet.
select pg_temp.petition('plans-count') as count \gset
insert into signature (petition_id, id, nonce, revision, state, mails, show_name)
select :count, n, 7, 1, 'pending', 1, false from generate_series(1, 3000) as n;
insert into outbox (petition_id, id, signature_id, kind)
select :count, n * 1000, n, 'confirmation' from generate_series(1, 3000) as n;
update outbox set state = 'owed';
analyze signature, outbox;
update outbox set state = 'sent', settled_at = now() where petition_id = :count;
delete from stale;
insert into stale (petition_id, block) values (:count, 0);
select pg_temp.reads_few('select summary_refresh()', 60000);

select * from finish();
rollback;
