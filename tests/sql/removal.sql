-- removal_*, signature_hold, comment_hide, comment_reset: what organizers decide, and take back.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(70);

select pg_temp.petition('removal') as petition \gset
select pg_temp.sign(
  :petition, 'a@spam.example', 'b@SPAM.example', 'c@spam.example', 'd@good.example',
  'e@good.example'
);
select pg_temp.confirm(:petition, 'a@spam.example', 'd@good.example', 'e@good.example');
update signature set state = 'held', held_for = 'network', mails = 0
where id = pg_temp.signature_of(:petition, 'c@spam.example');
update signature set source = 'market', language = 'es', country = 'DE', postal_code = '10115'
where id = pg_temp.signature_of(:petition, 'e@good.example');
update outbox set state = 'sent' where signature_id <> pg_temp.signature_of(:petition, 'b@SPAM.example');
delete from outbox where signature_id = pg_temp.signature_of(:petition, 'c@spam.example');

create function pg_temp.id(address text) returns bigint
language sql as $$
  select pg_temp.signature_of((select id from petition where slug = 'removal'), address);
$$;
create function pg_temp.counts(condition jsonb) returns text
language sql as $$
  select concat_ws(' ', count, confirmed, pending, held) from removal_count('removal', condition);
$$;
create function pg_temp.remove(condition jsonb, expected bigint, reason text default 'a bot')
returns text
language sql as $$
  select concat_ws(' ', outcome, count, removal)
  from removal_make('removal', condition, expected, reason);
$$;
-- All that there is about the signatures, so that an undo can be held against it.
create function pg_temp.all_of(petition_id bigint) returns text
language sql as $$
  select string_agg((to_jsonb(signature) - 'withdrawn_at')::text, E'\n' order by id)
  from signature where signature.petition_id = $1;
$$;

-- Each condition finds what it says.
select is(pg_temp.counts('{"domain": "Spam.Example"}'), '3 1 1 1', 'domain, in any case');
select is(pg_temp.counts('{"source": "market"}'), '1 1 0 0', 'source');
select is(pg_temp.counts('{"source": "mail"}'), '4 2 1 1', 'another source');
select is(pg_temp.counts('{"source": ""}'), '0 0 0 0', 'no source');
select is(pg_temp.counts('{"language": "es"}'), '1 1 0 0', 'language');
select is(pg_temp.counts('{"country": "de"}'), '1 1 0 0', 'country');
select is(pg_temp.counts('{"postal_code": "101"}'), '1 1 0 0', 'postal code');
select is(pg_temp.counts('{"postal_code": "1_1"}'), '0 0 0 0', 'which is no pattern');
select is(pg_temp.counts('{"held_for": "network"}'), '1 0 0 1', 'held_for');
select is(pg_temp.counts('{"state": "pending"}'), '1 0 1 0', 'state');
select is(pg_temp.counts('{"state": "withdrawn"}'), '0 0 0 0', 'what is gone is not removed');
select is(pg_temp.counts('{"name": "A@SPAM% signer"}'), '1 1 0 0', 'name');
select is(pg_temp.counts('{"comment": "a comm%"}'), '5 3 1 1', 'comment');
select is(pg_temp.counts('{"since": "2026-01-01"}'), '5 3 1 1', 'since');
select is(pg_temp.counts('{"until": "2026-01-01"}'), '0 0 0 0', 'until');
select is(
  pg_temp.counts(jsonb_build_object('ids', array[pg_temp.id('a@spam.example'), 0])), '1 1 0 0',
  'ids'
);
select is(
  pg_temp.counts('{"domain": "spam.example", "state": "confirmed"}'), '1 1 0 0', 'both of two'
);
select throws_ok(
  $$select removal_count('removal', '{}')$$, 'P0001', null, 'no condition is an error'
);
select throws_ok(
  $$select removal_count('removal', '{"adress": "x"}')$$, 'P0001', null, 'and so is another key'
);
select is(
  (select count from removal_count('nothing', '{"state": "held"}')), 0::bigint, 'no petition'
);

-- Nothing is done unseen, or without a reason.
select pg_temp.all_of(:petition) as before \gset
select is(pg_temp.remove('{"domain": "spam.example"}', 2), 'changed 3', 'another number than seen');
select is(pg_temp.remove('{"domain": "spam.example"}', 3, ' '), 'reason 0', 'no reason');
select is(pg_temp.remove('{"domain": "spam.example"}', 3, null), 'reason 0', 'nor a null');
select is(pg_temp.all_of(:petition), :'before', 'nothing has changed');
select is(
  pg_temp.remove('{"source": "nobody"}', 0), 'removed 0', 'nothing to remove is no removal'
);

-- Removed.
select is(pg_temp.remove('{"domain": "spam.example"}', 3), 'removed 3 1', 'removed');
select is(pg_temp.counted(:petition), 2::bigint, 'counted no more');
select is(
  (select array_agg(distinct state::text || ' ' || removed_for) from signature
    where petition_id = :petition and removal = 1),
  '{removed a bot}', 'the reason is kept'
);
select is(
  (select count(*) from change where petition_id = :petition and deed = 'removed'
    and reason = 'a bot' and by_role = session_user), 3::bigint,
  'and who did it'
);
select is(
  (select state::text from outbox where signature_id = pg_temp.id('b@SPAM.example')), 'dropped',
  'no mail goes to them'
);
select is(
  (select count(*) from signatures where slug = 'removal'), 2::bigint, 'organizers see them no more'
);
select is(pg_temp.sign(:petition, 'a@spam.example'), '{repeated}', 'nor can they just sign again');
select is(pg_temp.counted(:petition), 2::bigint, 'which changes nothing');
select is(pg_temp.confirm(:petition, 'b@SPAM.example'), '{withdrawn}', 'nor confirm');
select results_eq(
  $$select number, count, undone, reason from removal_list('removal')$$,
  $$values (1, 3::bigint, false, 'a bot')$$, 'removal_list'
);
select is(
  (select signatures - tally from count_check() where slug = 'removal'), 0::bigint, 'count_check'
);

-- The signer's own page: it waits, and can be erased.
select is(
  (select state from signature_find(:petition, pg_temp.id('a@spam.example'), 7)), 'held',
  'to its signer it waits for the organizers'
);
savepoint page;
select is(
  (select outcome from signature_erase(:petition, pg_temp.id('a@spam.example'), 7)), 'done',
  'who can erase it'
);
select is(pg_temp.id('a@spam.example'), null, 'for good');
select is(pg_temp.counted(:petition), 2::bigint, 'and it is not counted off twice');
select is(
  (select count from removal_undo('removal', 1)), 2::bigint, 'what was erased is not put back'
);
rollback to page;
select is(
  (select outcome from signature_withdraw(:petition, pg_temp.id('a@spam.example'), 7)), 'done',
  'or withdraw it'
);
select is(
  (
    select outcome from signature_sign_again(
      :petition, pg_temp.id('a@spam.example'), 7, pg_temp.key('a@spam.example'),
      'a@spam.example', 'A', 'B', '10025', 'US', true
    )
  ),
  'held', 'but who gives it again has to wait for the organizers'
);
rollback to page;

-- Undone.
select is(
  (select outcome || ' ' || count from removal_undo('removal', 1)), 'undone 3', 'undone'
);
select is(pg_temp.all_of(:petition), :'before', 'everything is as it was');
select is(pg_temp.counted(:petition), 3::bigint, 'counted again');
select is(
  (
    select array_agg(state::text || ' ' || kind order by id) from outbox
    where signature_id = pg_temp.id('b@SPAM.example')
  ),
  array['dropped confirmation', 'owed confirmation'], 'the mail that was not sent is owed anew'
);
select is(
  (select outcome || ' ' || count from removal_undo('removal', 1)), 'unchanged 0', 'once'
);
select is((select outcome from removal_undo('removal', 99)), 'unknown', 'no such removal');
select is((select undone from removal_list('removal')), true, 'removal_list says so');
select is(
  (select signatures - tally from count_check() where slug = 'removal'), 0::bigint, 'count_check'
);

-- A release is undone.
select is(
  signature_release(:petition, pg_temp.id('c@spam.example')), 'released', 'a release'
);
select is(
  signature_hold('removal', pg_temp.id('c@spam.example'), 'network'), 'held', 'is taken back'
);
select is(
  (select state::text || ' ' || held_for from signature
    where id = pg_temp.id('c@spam.example')), 'held network', 'it waits as before'
);
select is(
  (select state::text from outbox where signature_id = pg_temp.id('c@spam.example')), 'dropped',
  'and its mail is not sent'
);
select is(
  signature_hold('removal', pg_temp.id('d@good.example'), null), 'held', 'also one that counted'
);
select is(pg_temp.counted(:petition), 2::bigint, 'it does not any more');
select is(
  signature_hold('removal', pg_temp.id('c@spam.example'), 'x'), 'other', 'one that waits already'
);

-- Comments.
create function pg_temp.waiting() returns bigint
language sql as $$
  select count(*) from comments_waiting where slug = 'removal';
$$;
select pg_temp.waiting() as waiting \gset
select is(
  comment_hide('removal', pg_temp.id('e@good.example'), 'insults'), 'hidden', 'a comment is hidden'
);
select is(pg_temp.waiting(), :waiting - 1::bigint, 'it waits no more');
select is(comment_reset('removal', pg_temp.id('e@good.example')), 'waiting', 'that is taken back');
select is(pg_temp.waiting(), :waiting::bigint, 'it waits again');
select comment_hide('removal', pg_temp.id('e@good.example'));
select signature_comment(:petition, pg_temp.id('e@good.example'), 7, 'Other words');
select is(pg_temp.waiting(), :waiting::bigint, 'other words wait again');
select is(comment_hide('removal', 0), 'unknown', 'no such comment');
select is(
  (
    select array_agg(deed::text order by number) from change
    where signature_id = pg_temp.id('e@good.example') and deed::text like 'comment%'
  ),
  '{comment_refused,comment_reset,comment_refused,comment_written}', 'all of it is remembered'
);

-- What is not shown is not to be asked for.
select throws_like(
  $$select pg_temp.counts('{"ids": [1], "domain": "good.example"}')$$, '%not both%',
  'the domain of one signature'
);
select throws_like(
  $$select pg_temp.counts('{"source": null}')$$, '%has some of%', 'nothing at all, said otherwise'
);

-- What was asked for says nothing of whom it erased.
select pg_temp.petition('named') as named \gset
select pg_temp.sign(:named, 'jane', 'other');
select pg_temp.confirm(:named, 'jane', 'other');
select removal_make('named', '{"name": "jane%", "country": "us"}', 1, 'asked for');
select removal_undo('named', 1);
select removal_make('named', '{"name": "other%", "language": "en"}', 1, 'forged');
select is(
  (select array_agg(condition order by number) from removal_list('named')),
  '{"{\"name\": \"jane%\", \"country\": \"us\"}","{\"name\": \"other%\", \"language\": \"en\"}"}',
  'two were asked for by name'
);
select signature_erase(:named, pg_temp.signature_of(:named, 'jane'), 7);
select is(
  (select array_agg(condition order by number) from removal_list('named')),
  '{"{\"country\": \"us\"}","{\"name\": \"other%\", \"language\": \"en\"}"}',
  'of who erases herself the name is gone'
);
update signature set withdrawn_at = now() - interval '40 days' where petition_id = :named;
select purge_step(:named, 0, 100, 1000, 30);
select is(
  (select array_agg(condition order by number) from removal_list('named')),
  '{"{\"country\": \"us\"}","{\"language\": \"en\"}"}', 'and so it is when the purge erases'
);

select * from finish();
rollback;
