-- milestone_add, milestone_list: round numbers are noted once, at the confirmation that reaches them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(21);

create function pg_temp.milestones(petition_id bigint) returns bigint[]
language sql as $$
  select array_agg(count order by count) from milestone where milestone.petition_id = $1;
$$;

-- The steps.
select is(
  (milestone_steps())[1:9], '{100,250,500,1000,2500,5000,10000,25000,50000}', 'these are milestones'
);
select is(
  milestone_steps(), array(select step from unnest(milestone_steps()) as step order by step),
  'in order, as width_bucket needs them'
);

-- Through confirmations.
select pg_temp.petition('milestone') as petition \gset
insert into tally (petition_id, slot, confirmed) values (:petition, 100, 98);
select pg_temp.sign(:petition, 'a', 'b', 'c');
select pg_temp.confirm(:petition, 'a');
select is(pg_temp.milestones(:petition), null, '99: none yet');
select pg_temp.confirm(:petition, 'b');
select is(pg_temp.milestones(:petition), '{100}', '100: the first');
select is(
  (select reached_at from milestone where petition_id = :petition), now(), 'at the time of it'
);
update milestone set reached_at = '2026-01-01' where petition_id = :petition;
select pg_temp.confirm(:petition, 'c');
select is(pg_temp.milestones(:petition), '{100}', '101: no other');
select is(
  (select reached_at from milestone where petition_id = :petition), '2026-01-01'::timestamptz,
  'and the first keeps its time'
);
select tally_add(:petition, -10);
select tally_add(:petition, 9);
select is(pg_temp.milestones(:petition), '{100}', 'reached twice, it is noted once');
select tally_add(:petition, 900);
select is(
  pg_temp.milestones(:petition), '{100,250,500,1000}', 'a batch that passes several notes them all'
);
select tally_add(:petition, -1000);
select is(
  pg_temp.milestones(:petition), '{100,250,500,1000}', 'what was reached stays when many withdraw'
);
select pg_temp.petition('milestone-at-once', 'none') as other \gset
insert into tally (petition_id, slot, confirmed) values (:other, 100, 249);
select is(pg_temp.sign(:other, 'a'), '{added}', 'where no confirmation is asked for');
select is(pg_temp.milestones(:other), '{100,250}', 'signing reaches them');
select is(pg_temp.milestones(:petition), '{100,250,500,1000}', 'of its own petition');
select tally_add(:other, 2000000000);
select is(
  cardinality(pg_temp.milestones(:other)), cardinality(milestone_steps()),
  'beyond the last step there is no further one'
);

-- What the feed tells.
update petition set created_at = '2025-12-31 23:30:00+00' where id = :petition;
delete from milestone where petition_id = :petition and count > 250;
update milestone set reached_at = '2026-01-02 03:04:05.6+00'
where petition_id = :petition and count = 250;
select results_eq(
  $$select * from milestone_list('milestone')$$,
  $$
    values
      ('reached', 250::bigint, '2026-01-02T03:04:05Z'),
      ('reached', 100, to_char('2026-01-01'::timestamptz at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
      ('opened', null, '2025-12-31T23:30:00Z')
  $$,
  'the latest first, down to the day it was opened'
);
update petition set closes_on = '2026-02-28' where id = :petition;
select results_eq(
  $$select * from milestone_list('milestone') limit 1$$,
  $$values ('closed', null::bigint, '2026-03-01T00:00:00Z')$$,
  'when its last day is over it is closed'
);
update petition set closes_on = (now() at time zone 'UTC')::date where id = :petition;
select is(
  (select count(*) from milestone_list('milestone') where deed = 'closed'), 0::bigint,
  'on its last day it is not'
);
set local timezone = 'Pacific/Auckland';
select is(
  (select reached_at from milestone_list('milestone') where deed = 'opened'),
  '2025-12-31T23:30:00Z', 'in UTC, wherever the session is'
);
select is_empty($$select from milestone_list('nothing')$$, 'of no petition there is nothing');

-- A petition that is older than its milestones.
select pg_temp.petition('milestone-older') as older \gset
insert into signature (petition_id, nonce, revision, state, show_name, confirmed_at)
select :older, 7, 1, 'confirmed', false, '2026-05-01'::timestamptz + number * interval '1 minute'
from generate_series(260, 1, -1) as number;
insert into signature (petition_id, nonce, revision, state, show_name)
select :older, 7, 1, 'pending', false from generate_series(1, 300);
\ir ../../sql/migrations/0005-image.sql
select results_eq(
  format('select count, reached_at from milestone where petition_id = %s order by count', :older),
  $$
    values
      (100::bigint, '2026-05-01'::timestamptz + interval '100 minutes'),
      (250, '2026-05-01'::timestamptz + interval '250 minutes')
  $$,
  'gets them by its signatures'
);
select is(pg_temp.milestones(:petition), '{100,250}', 'the others keep what they have');

select * from finish();
rollback;
