-- session_read: each session is told its own number, whoever asks.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(3);

select is((select pid from session_read()), pg_backend_pid(), 'its own number');
set local role undersigned_web;
select is((select pid from undersigned.session_read()), pg_backend_pid(), 'a program asks, too');
set local role undersigned_courier;
select is((select pid from undersigned.session_read()), pg_backend_pid(), 'and a courier');
reset role;

select * from finish();
rollback;
