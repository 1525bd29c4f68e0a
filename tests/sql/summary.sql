-- The summaries behind the views of organizers: exact at any moment, and cheap to keep.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(38);

delete from stale;
delete from summary;
delete from summary_block;
delete from consent;
delete from signature;
select petition_import(
  'summary', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{Alpha,Beta}'
);
select id as petition from petition where slug = 'summary' \gset

create function pg_temp.total(state signature_state) returns bigint
language sql as $$
  select coalesce(sum(count), 0)::bigint
  from petition cross join lateral summary_now(petition.id, 'signed_at') as part
  where petition.slug = 'summary' and part.state = $1;
$$;

-- As it goes: at each step the views agree with the rows, before and after a refresh.
create function pg_temp.agrees(step text) returns setof text
language plpgsql as $$
begin
  return next is_empty('select * from summary_check()', step || ': exact at once');
  perform summary_refresh();
  return next is_empty('select * from summary_check()', step || ': and once it is refreshed');
end
$$;

select pg_temp.sign(:petition, 'a', 'b', 'c', 'd', 'e');
select isnt_empty('select from stale', 'signing makes a block stale');
select pg_temp.agrees('signed');
select is_empty('select from stale', 'what is refreshed is not stale');
select is((select blocks from summary_refresh()), 0, 'then there is nothing to do');
select is(pg_temp.total('pending'), 5::bigint, 'all are pending');

select pg_temp.confirm(:petition, 'a', 'b', 'c');
select pg_temp.confirm(:petition, 'a');
select pg_temp.agrees('confirmed');
select is(pg_temp.total('confirmed'), 3::bigint, 'three are confirmed');
select is(
  (select count(*) from stale), 0::bigint, 'who confirms again makes nothing stale'
);

select outcome from consent_set(
  :petition, pg_temp.signature_of(:petition, 'a'), 7, 'alpha', true, 1, 'en', null
);
select outcome from consent_set(
  :petition, pg_temp.signature_of(:petition, 'b'), 7, 'alpha', true, 1, 'en', null
);
select pg_temp.agrees('consented');
select outcome from consent_set(
  :petition, pg_temp.signature_of(:petition, 'b'), 7, 'alpha', false, 1, 'en', null
);
select pg_temp.agrees('revoked');
select outcome from consent_set(
  :petition, pg_temp.signature_of(:petition, 'a'), 7, 'alpha', false, null, null, 'unsubscribe'
);
select pg_temp.agrees('unsubscribed');

select outcome from signature_correct(
  :petition, pg_temp.signature_of(:petition, 'a'), 7, 'A', 'A', '80331', 'DE'
);
select pg_temp.agrees('corrected');
select comment_approve('summary', pg_temp.signature_of(:petition, 'a'));
select pg_temp.agrees('approved');
select outcome from signature_withdraw(:petition, pg_temp.signature_of(:petition, 'a'), 7);
select pg_temp.agrees('withdrawn');
select outcome from signature_erase(:petition, pg_temp.signature_of(:petition, 'b'), 7);
select pg_temp.agrees('erased');
select array_agg(outcome)
from outbox_claim(100, 900) as claimed
cross join lateral outbox_settle(
  array[claimed.petition_id], array[claimed.id], array[claimed.attempt], '{sent}', '{250}', '{ok}'
);
select pg_temp.agrees('mailed');
select is(
  (select sum(count)::int from summary_now(:petition, 'country') where mailed), 5,
  'those were mailed that confirmed, or whose mail the relay took'
);

-- Mails that nothing becomes of any more, however that came.
select pg_temp.sign(:petition, 'x', 'y');
select blocks from summary_refresh();
select outcome from outbox_drop('due', null, null, null, 5);
select pg_temp.agrees('given up');
select is(
  (
    select array_agg(row(kind, state, mails)::text order by kind, state)
    from outbox_health where slug = 'summary'
  ),
  (
    select array_agg(row(kind, state, mails)::text order by kind::text, state::text)
    from (
      select kind, state, count(*) as mails from outbox where petition_id = :petition group by 1, 2
    ) as counted
  ),
  'outbox_health: as counted'
);
select is_empty(
  $$
    select proname from pg_proc
    where pronamespace = 'undersigned'::regnamespace
      and prosrc ~* 'update outbox set'
      and prosrc ~ '''(sent|dropped)'''
      and prosrc !~ '\mstale|stale_add'
  $$,
  'each function that is done with a mail says so: add stale_add to these'
);

-- Many blocks, of which each call takes some.
insert into signature (petition_id, id, nonce, revision, state, show_name)
select :petition, 16384 * 1000000::bigint + n * 8192, 7, 1, 'pending', false
from generate_series(1, 10) as n;
select stale_add(:petition, variadic array(select id from signature where id > 16384000000));
select is((select blocks from summary_refresh(4)), 4, 'a call takes no more than it may');
select is_empty('select * from summary_check()', 'exact in the midst of it');
select is((select blocks from summary_refresh(4)), 2, 'the next one takes the rest');
select is_empty('select * from summary_check()', 'exact at its end');
select is_empty(
  'select from summary where count = 0 union all select from summary_block where count = 0',
  'nothing is kept of what is no more'
);

-- It notices what nobody told.
update signature set source = 'elsewhere' where petition_id = :petition and id = 16384008192;
select results_eq(
  'select slug, dimension, value, shown, counted from summary_check()',
  $$
    values
      ('summary', 'source', '', 10::bigint, 9::bigint), ('summary', 'source', 'elsewhere', 0, 1)
  $$,
  'a change that nobody told is found'
);
select is_empty(
  $$
    select proname from pg_proc
    where pronamespace = 'undersigned'::regnamespace
      and prosrc ~* '(insert into|update) (signature|consent)\M'
      and prosrc !~ '\mstale|stale_add'
      -- The first two change nothing that is counted; others say it for the last two.
      and proname not in (
        'signature_repeat', 'signature_show_name', 'consent_add', 'signature_remove'
      )
  $$,
  'each function that changes signatures says so: add stale_add to these, or say here why not'
);

select * from finish();
rollback;
