-- petition_find, petition_list, petition_organizations: what pages show.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(20);

select petition_import(
  'find-one', 'es', '100', '2099-12-31', null, 'Uno', 'Target', 'Body', 'Letter', 'Line', '{B,A}',
  '2031-05-01'
);
select petition_import(
  'find-one', 'de', null, null, null, 'Eins', 'Ziel', 'Text', 'Brief', 'Zeile', null
);
select petition_import(
  'find-one', 'es', null, null, null, 'Un', 'Target', 'Body', 'Letter', 'Line', null
);
select petition_import(
  'find-two', 'en', null, null, 'none', 'Two', 'Target', 'Body', 'Letter', 'Line', null
);
select id as one from petition where slug = 'find-one' \gset
select id as two from petition where slug = 'find-two' \gset

select results_eq(
  $$select * from petition_find('find-one')$$,
  format($$
    values
      (%1$s::bigint, 'find-one', 'open', 100, date '2099-12-31', 'required', 0::bigint, 3, 'es',
        'Un', 'Target', 'Body', 'Letter', 'Line', date '2031-05-01', 0, 'first'),
      (%1$s, 'find-one', 'open', 100, '2099-12-31', 'required', 0, 2, 'de',
        'Eins', 'Ziel', 'Text', 'Brief', 'Zeile', '2031-05-01', 0, 'first')
  $$, :one),
  'a petition is found with the newest words of each language, its first language first'
);
select is_empty($$select from petition_find('find-three')$$, 'what is not there is not found');
select is_empty($$select from petition_find('FIND-ONE')$$, 'nor under another spelling');

-- The count.
select pg_temp.sign(:one, 'a', 'b', 'c');
select is(
  (select max(confirmed) from petition_find('find-one')), 0::bigint, 'the pending do not count'
);
select pg_temp.confirm(:one, 'a', 'b', 'c');
select pg_temp.sign(:two, 'a');
select is(
  (select max(confirmed) from petition_find('find-one')), 3::bigint, 'the confirmed do'
);
insert into tally (petition_id, slot, confirmed)
values (:one, 100, 40), (:one, 101, -2);
select results_eq(
  $$select confirmed from petition_find('find-one')$$,
  'values (41::bigint), (41)',
  'the count is the sum of all slots'
);
select results_eq(
  $$select confirmed from petition_find('find-two')$$,
  'values (1::bigint)',
  'of the petition alone'
);
delete from tally where slot >= 100;

-- The list.
update petition set created_at = '2026-01-01T00:00:00Z' where slug like 'find-%';
update revision set created_at = '2026-03-04T05:06:07.9Z' where petition_id in (:one, :two);
select results_eq(
  $$select * from petition_list() where slug like 'find-%'$$,
  $$
    values
      ('find-two', 'en', 'Two', 'Target', 'open', 1::bigint, null::int, '2026-01-01T00:00:00Z',
        '2026-03-04T05:06:07Z'),
      ('find-one', 'es', 'Un', 'Target', 'open', 3, 100, '2026-01-01T00:00:00Z',
        '2026-03-04T05:06:07Z'),
      ('find-one', 'de', 'Eins', 'Ziel', 'open', 3, 100, '2026-01-01T00:00:00Z',
        '2026-03-04T05:06:07Z')
  $$,
  'the list has the newest petition first, with a row for each language'
);

-- The state, which is the same everywhere.
create function pg_temp.states() returns text[]
language sql as $$
  select array[
    (select min(state) from petition_find('find-two')),
    (select min(state) from petition_list() where slug = 'find-two'),
    (select state from petitions where slug = 'find-two')
  ];
$$;
select is(pg_temp.states(), '{open,open,open}', 'a petition without an end is open');
update petition set closes_on = (now() at time zone 'UTC')::date where id = :two;
select is(pg_temp.states(), '{open,open,open}', 'and so it is on its last day');
set local timezone = 'Pacific/Kiritimati';
select is(pg_temp.states(), '{open,open,open}', 'which is that of UTC, where days begin early');
set local timezone = 'Pacific/Pago_Pago';
select is(pg_temp.states(), '{open,open,open}', 'and where they end late');
update petition set closes_on = closes_on - 1 where id = :two;
select is(pg_temp.states(), '{closed,closed,closed}', 'the day after it is closed there');
reset timezone;
select is(pg_temp.states(), '{closed,closed,closed}', 'and here');
update petition set closes_on = closes_on + 2, state = 'closed' where id = :two;
select is(pg_temp.states(), '{closed,closed,closed}', 'and when it was closed by hand');
select is(petition_state('open', null), 'open', 'petition_state: open');
select is(petition_state('closed', null), 'closed', 'petition_state: closed');

-- Organizations.
select results_eq(
  format(
    'select name, slug, id in (select id from organization) from petition_organizations(%s)', :one
  ),
  $$values ('B', 'b', true), ('A', 'a', true)$$,
  'organizations come in the order of the file'
);
select is_empty(format('select from petition_organizations(%s)', :two), 'if there are any');
select is_empty('select from petition_organizations(0)', 'an unknown petition has none');

select * from finish();
rollback;
