-- health_report: what a monitor wants to know.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(7);

select pg_temp.petition('one') as one \gset
update outbox set state = 'dropped', dead_for = null where state in ('owed', 'dead');
create temp view told as select * from health_report();

select is(
  (select schema from told), (select max(number) from migration), 'the newest migration'
);
select ok((select writable from told), 'signatures can be taken');
select is((select oldest from told), 0::bigint, 'no mail is due');

select pg_temp.sign(:one, 'a@x.example', 'b@x.example');
update outbox set due_at = now() + interval '1 hour' where state = 'owed';
select is((select oldest from told), 0::bigint, 'what waits for its time is not due');
update outbox set due_at = now() - interval '70 s' where state = 'owed';
select is((select oldest from told), 70::bigint, 'how long it has been due');

update outbox set state = 'dead', dead_for = 'given_up' where state = 'owed';
select is((select dead from told), 2::bigint, 'what was given up');

set local transaction_read_only = on;
select ok(not (select writable from told), 'reading alone is not enough');

select * from finish();
rollback;
