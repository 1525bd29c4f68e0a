-- purge_*: what is too old goes, once; counts, totals and the audit stay.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(46);

select pg_temp.petition('purge') as petition \gset
create function pg_temp.id(address text) returns bigint
language sql as $$
  select pg_temp.signature_of((select id from petition where slug = 'purge'), address);
$$;
-- As many calls as it takes; `most` signatures each. The sums, and how many calls there were.
create function pg_temp.purge(slug text, most int default 2) returns text
language plpgsql as $$
declare
  step record;
  after bigint := 0;
  calls int := 0;
  sums bigint[] := '{0,0,0}';
begin
  while after is not null loop
    select * into step from purge_step(
      (select id from petition where petition.slug = purge.slug), after, most, 30, 30
    );
    after := step.next;
    sums := array[sums[1] + step.unconfirmed, sums[2] + step.removed, sums[3] + step.erased];
    calls := calls + 1;
  end loop;
  return array_to_string(sums, ' ') || ' in ' || calls;
end
$$;
-- All that views are made of, but for what waits.
create function pg_temp.parts(slug text)
returns table (
  dimension summary_dimension, value text, state signature_state, mailed boolean, count numeric
)
language sql as $$
  select dimension, value, state, mailed, sum(count)
  from summary_now(
    (select id from petition where petition.slug = parts.slug),
    variadic enum_range(null::summary_dimension)
  )
  where dimension not in ('held_for', 'comment', 'consent_live')
  group by dimension, value, state, mailed
  having sum(count) <> 0
  order by dimension, value, state, mailed;
$$;

select pg_temp.sign(:petition, 'old', 'new', 'reminded', 'counts', 'bot', 'fresh-bot', 'withdrawn');
select pg_temp.confirm(:petition, 'counts', 'bot', 'fresh-bot', 'withdrawn');
select signature_withdraw(:petition, pg_temp.id('withdrawn'), 7);
select removal_make('purge', jsonb_build_object('ids', array[pg_temp.id('bot')]), 1, 'a bot');
select removal_make(
  'purge', jsonb_build_object('ids', array[pg_temp.id('fresh-bot')]), 1, 'another bot'
);
update signature set signed_at = now() - interval '31 days', mailed_at = now() - interval '31 days'
where petition_id = :petition and id <> pg_temp.id('new');
update signature set mailed_at = now() - interval '29 days' where id = pg_temp.id('reminded');
update signature set withdrawn_at = now() - interval '31 days' where id = pg_temp.id('bot');

-- What it would do is what it does.
select results_eq(
  $$select unconfirmed, removed, erased from purge_count(30, 30) where slug = 'purge'$$,
  $$values (1::bigint, 1::bigint, 0::bigint)$$, 'what it would do'
);
select is(
  (select unconfirmed from purge_count(60, 30) where slug = 'purge'), 0::bigint,
  'unconfirmed_days is heard'
);
select is_empty($$select from purge_count(60, 60) where slug = 'purge'$$, 'and removed_days');
select is(pg_temp.counted(:petition), 1::bigint, 'which changes nothing');
select is(pg_temp.purge('purge'), '1 1 0 in 5', 'what it does, two at a time');
select is(pg_temp.id('old'), null, 'not confirmed in time: gone');
select is(pg_temp.id('bot'), null, 'removed long ago: gone');
select isnt(pg_temp.id('new'), null, 'not confirmed yet: there');
select isnt(pg_temp.id('reminded'), null, 'reminded lately: there');
select isnt(pg_temp.id('counts'), null, 'confirmed, whenever: there');
select is(
  (select address from signature where id = pg_temp.id('fresh-bot')), 'fresh-bot',
  'removed lately: still to be put back'
);
select is(pg_temp.counted(:petition), 1::bigint, 'the count is what it was');
select is(
  (select array_agg(distinct reason order by reason) from change
    where petition_id = :petition and deed = 'purged'),
  '{removed,unconfirmed}', 'it is remembered why'
);
select is(
  (select count(*) from outbox where petition_id = :petition and signature_id not in (
    select id from signature where petition_id = :petition and state <> 'removed'
  ) and state <> 'dropped'), 0::bigint, 'their mails are gone'
);
select is(pg_temp.purge('purge'), '0 0 0 in 5', 'a second time there is nothing to do');
select is(
  (select outcome || ' ' || count from removal_undo('purge', 2)), 'undone 1',
  'what was removed lately is put back'
);
select is(
  (select outcome || ' ' || count from removal_undo('purge', 1)), 'unchanged 0',
  'what was purged is not'
);
select is_empty($$select from summary_check() where slug = 'purge'$$, 'the views are right');

-- The day of erasure.
select pg_temp.petition('due') as due \gset
select pg_temp.sign(:due, 'a', 'b', 'c', 'd', 'e', 'f', 'g');
select pg_temp.confirm(:due, 'a', 'b', 'c', 'd');
select signature_withdraw(:due, pg_temp.signature_of(:due, 'd'), 7);
select removal_make(
  'due', jsonb_build_object('ids', array[pg_temp.signature_of(:due, 'c')]), 1, 'a bot'
);
update signature set state = 'held', held_for = 'network'
where id = pg_temp.signature_of(:due, 'e');
select stale_add(:due, pg_temp.signature_of(:due, 'e'));
select comment_approve('due', pg_temp.signature_of(:due, 'a'));
insert into consent (petition_id, signature_id, organization_id, number, wording_id)
values (:due, pg_temp.signature_of(:due, 'a'), 0, 1, 1);
-- Some of it in stored summaries, some not.
select summary_refresh(1000);
select stale_add(:due, pg_temp.signature_of(:due, 'a'));
select pg_temp.purge('due');
select is(
  (select count(*) from signature where petition_id = :due), 7::bigint, 'before its day all stays'
);
create temporary table before on commit drop as select * from pg_temp.parts('due');
insert into paper (petition_id, sheet, line, person_key, given_name, country, show_name)
values (:due, 1, 1, 'key', 'Ada', 'DE', true);
update petition set erase_on = (now() at time zone 'UTC')::date, paper = 1 where id = :due;
select is((select due from purge_list() where slug = 'due'), true, 'its day has come');
select is(
  (select erased from purge_count(30, 30) where slug = 'due'), 7::bigint, 'all would be erased'
);
savepoint whole;
select is(pg_temp.purge('due', 100), '0 0 7 in 2', 'all are erased, at once');
rollback to whole;

-- In parts, with everything right between them.
select next as after, erased from purge_step(:due, 0, 3, 30, 30) \gset
select is(:erased, 3, 'some');
select is(
  (select state::text from petition where id = :due), 'closed', 'nobody signs it any more'
);
select is(pg_temp.sign(:due, 'late'), '{closed}', 'nobody');
select is_empty($$select from summary_check() where slug = 'due'$$, 'between: the views are right');
select is(
  (select signatures - tally from count_check() where slug = 'due'), 0::bigint,
  'between: the count, too'
);
select summary_refresh(1000);
select is_empty($$select from summary_check() where slug = 'due'$$, 'and counted anew');
select is(pg_temp.purge('due', 3), '0 0 4 in 3', 'the rest');
select results_eq(
  $$select * from pg_temp.parts('due')$$,
  $$
    select dimension, value, case when state in ('pending', 'held') then 'removed' else state end,
      mailed, sum(count)
    from before group by 1, 2, 3, 4 order by 1, 2, 3, 4
  $$,
  'all totals are what they were'
);
select is(pg_temp.counted(:due), 2::bigint, 'the count is what it was');
select is(
  (select sum(count)::bigint from summary_now(:due, 'country')),
  7::bigint, 'so many have signed'
);
select is(
  (select sum(count)::bigint from summary_now(:due, 'area') where state = 'confirmed'),
  2::bigint, 'so many count, by area'
);
select summary_refresh(1000);
select is_empty($$select from summary_check() where slug = 'due'$$, 'the views are right');
select is(
  (select signatures - tally from count_check() where slug = 'due'), 0::bigint, 'the count, too'
);
select is(
  (
    select count(*) from (
      select petition_id from signature union all select petition_id from outbox
      union all select petition_id from consent
    ) as row where petition_id = :due
  ),
  0::bigint, 'nothing of anybody is left'
);
select is(
  (
    select jsonb_strip_nulls(to_jsonb(paper)) - 'petition_id' from paper where petition_id = :due
  ),
  '{"sheet": 1, "line": 1, "state": "counted", "show_name": false}',
  'of paper no more than that there was a line'
);
select is(
  (
    select array_agg(distinct deed::text order by deed::text) from change where petition_id = :due
  ),
  '{removed,withdrawn}', 'but the audit of what was removed'
);
select isnt((select erased_at from petition where id = :due), null, 'the petition knows');
select is_empty($$select from purge_list() where slug = 'due'$$, 'and is not looked at again');
select is(
  (select outcome || ' ' || state from petition_turn('due', 'reopen')), 'erased closed',
  'nor signed again'
);
select is(
  (select confirmed from petition_find('due') limit 1), 2::bigint, 'its page shows the count'
);

-- Counters.
delete from meter;
insert into meter (key, seconds, ends_at, count, total)
select int4send(number), 3600, now() - interval '25 hours', 1, 1
from generate_series(1, 5) as number;
insert into meter (key, seconds, ends_at, count, total)
values ('fresh', 3600, now() - interval '23 hours', 1, 1);
select is((select count from purge_meters(2)), 2::bigint, 'counters of networks go');
select is((select count from purge_meters(9)), 3::bigint, 'a day after their window');
select is((select count from purge_meters(9)), 0::bigint, 'once');
select is((select count(*) from meter), 1::bigint, 'not before');

select * from finish();
rollback;
