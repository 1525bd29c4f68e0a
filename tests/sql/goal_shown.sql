-- goal_shown: a goal that rises is never reached, one that does not stays.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(21);

select is(
  goal_shown(goal, rises, confirmed), shown, format('goal %s, %s signatures', goal, confirmed)
    || case when rises then ', rising' else '' end
)
from (
  values
    (null::int, false, 5::bigint, null::int),
    (null, true, 5, null),
    (100, false, 0, 100),
    (100, false, 5000, 100),
    (100, true, 0, 100),
    (100, true, 89, 100),
    (100, true, 90, 250),
    (100, true, 224, 250),
    (100, true, 225, 500),
    (100, true, 450, 1000),
    (100, true, 900, 2500),
    (7, true, 6, 7),
    (7, true, 7, 100),
    (25000, true, 22499, 25000),
    (25000, true, 22500, 50000),
    (300, true, 280, 500),
    (100, true, 1234567, 2500000),
    (1000000000, true, 900000000, 2147483647)
) as goals (goal, rises, confirmed, shown);

-- Whoever shows a petition shows the same.
select petition_import(
  'rising', 'en', '5 rising', null, null, 'T', 'Target', 'Body', 'Letter', 'Line', null
);
select id as petition from petition where slug = 'rising' \gset
insert into tally (petition_id, slot, confirmed) values (:petition, 1, 95);
create function pg_temp.goals() returns int[]
language sql as $$
  select array[
    (select goal from petition_find('rising')),
    (select goal from petition_list() where slug = 'rising'),
    (select goal from petitions where slug = 'rising')
  ];
$$;
select is(pg_temp.goals(), '{250,250,250}', 'a goal that rises does so on every page and in views');
select petition_import(
  'rising', 'en', null, null, null, 'T', 'Target', 'Body', 'Letter', 'Line', null
);
select is(pg_temp.goals(), '{250,250,250}', 'and goes on when an import says nothing of it');
select petition_import(
  'rising', 'en', '60', null, null, 'T', 'Target', 'Body', 'Letter', 'Line', null
);
select is(pg_temp.goals(), '{60,60,60}', 'until one says a goal that does not');

select * from finish();
rollback;
