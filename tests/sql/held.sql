-- What organizers do with held signatures, one by one and all at once; and the events.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(44);

select pg_temp.petition('held') as petition, pg_temp.petition('held-other') as other,
  pg_temp.petition('held-none', 'none') as none \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd', 'e', 'pending');
select pg_temp.sign(:other, 'a');
select pg_temp.sign(:none, 'a');
delete from outbox;
delete from tally;
update signature set state = 'held', mails = 0, mailed_at = null, confirmed_at = null,
  held_for = case when address in ('a', 'b', 'c') then 'network' else 'domain' end
where address <> 'pending';

-- The view, and the list of the command.
select results_eq(
  $$
    select public_name, held_for, held_since, domain, postal_code, country, comment, source
    from held_signatures where slug = 'held' order by id limit 1
  $$,
  $$values ('a Signer', 'network', now(), null, '10025', 'US', 'A comment', 'mail')$$,
  'organizers see what is held, why and since when'
);
select is(
  (select count(*) from held_signatures where slug = 'held'), 5::bigint, 'what is not held, not'
);
update signature set address = 'd@flood.example' where petition_id = :petition and address = 'd';
select is(
  (select array_agg(domain order by domain) from held_signatures where slug = 'held'),
  '{e,flood.example,null,null,null}',
  'a domain where that is why'
);
select results_eq(
  $$select held_for, count from held_list('held')$$,
  $$values ('domain', 2::bigint), ('network', 3)$$,
  'how many for each reason'
);
select results_eq(
  $$select first, last from held_list('held') limit 1$$,
  $$
    select now, now
    from to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as now
  $$,
  'and since when'
);
select is(held_count('held'), 5::bigint, 'all are counted');
select is(held_count('held', 'network'), 3::bigint, 'or those for one reason');
select is(held_count('nothing'), 0::bigint, 'of no petition there are none');

-- One by one.
select pg_temp.signature_of(:petition, 'a') as a, pg_temp.signature_of(:petition, 'b') as b,
  pg_temp.signature_of(:petition, 'pending') as pending \gset
select is(signature_release(:petition, :a), 'released', 'one is released');
select results_eq(
  format($$
    select state::text, held_for, mails::int, mailed_at from signature
    where petition_id = %s and id = %s
  $$, :petition, :a),
  $$values ('pending', null, 1, now())$$,
  'it is pending'
);
select results_eq(
  $$select signature_id, kind::text, state::text, id from outbox$$,
  format($$values (%s::bigint, 'released', 'owed', %1$s * 1000::bigint)$$, :a),
  'and its mail is owed'
);
select results_eq(
  format('select deed::text from change where petition_id = %s and signature_id = %s', :petition, :a),
  $$values ('released')$$, 'what was done is kept'
);
select is(signature_release(:petition, :a), 'other', 'twice is once');
select is(signature_release(:petition, :pending), 'other', 'what is not held is left alone');
select is(signature_release(:petition, 0), 'unknown', 'what is not there is not known');
select is((select count(*) from outbox), 1::bigint, 'and no more mail is owed');
select is(
  (select array_agg(kind) from outbox_claim(10, 900)), '{released}', 'a courier gets that mail'
);
select is(pg_temp.confirm(:petition, 'a'), '{confirmed}', 'which leads to a confirmation');
select is(signature_remove(:petition, :b, 'a bot'), 'removed', 'one is removed');
select results_eq(
  format($$
    select
      state::text, removed_for,
      concat(address_key, address, given_name, family_name, postal_code, country, comment, source)
    from signature where petition_id = %s and id = %s
  $$, :petition, :b),
  $$values ('removed', 'a bot', '')$$,
  'nothing is left of it but why'
);
select results_eq(
  format('select deed::text from change where petition_id = %s and signature_id = %s', :petition, :b),
  $$values ('removed')$$, 'and that it was done'
);
select is(signature_remove(:petition, :b, 'again'), 'other', 'twice is once');
select is(signature_remove(:petition, :pending, 'x'), 'other', 'what is not held is left alone');
select is(signature_remove(:petition, 0, 'x'), 'unknown', 'what is not there is not known');
select is(pg_temp.sign(:petition, 'b'), '{added}', 'the address may sign again');

-- All at once.
select results_eq(
  $$select outcome, count from held_release('held', 'domain', 3)$$,
  $$values ('changed', 2::bigint)$$, 'not when another number was expected'
);
select is(held_count('held', 'domain'), 2::bigint, 'then all stay');
select results_eq(
  $$select outcome, count from held_release('held', 'domain', 2)$$,
  $$values ('released', 2::bigint)$$, 'all of a reason are released'
);
select is(
  (select count(*) from outbox where kind = 'released' and state = 'owed'), 3::bigint,
  'and mailed'
);
select results_eq(
  $$select outcome, count from held_remove('held', null, 0, 'x')$$,
  $$values ('changed', 1::bigint)$$, 'nor removed'
);
select results_eq(
  $$select outcome, count from held_remove('held', null, 1, 'bots')$$,
  $$values ('removed', 1::bigint)$$, 'all that are left are removed'
);
select is(held_count('held'), 0::bigint, 'nothing is held then');
select is(held_count('held-other'), 1::bigint, 'under another petition it is');
select results_eq(
  $$select outcome, count from held_release('held', null, 0)$$,
  $$values ('released', 0::bigint)$$, 'of nothing, nothing is released'
);
select results_eq(
  $$select outcome, count from held_release('held-none', null, 1)$$,
  $$values ('released', 1::bigint)$$, 'where nothing is confirmed'
);
select is(pg_temp.counted(:none), 1::bigint, 'what is released counts');
select is_empty(
  format('select from outbox where petition_id = %s', :none), 'and no mail is owed'
);
select pg_temp.sign(:none, 'b', 'c', 'd');
select signature_hold('held-none', pg_temp.signature_of(:none, address), 'x')
from unnest('{b,c,d}'::text[]) as address;
select n_tup_upd as counted_before
from pg_stat_xact_user_tables where relid = 'undersigned.tally'::regclass \gset
select results_eq(
  $$select outcome, count from held_release('held-none', null, 3)$$,
  $$values ('released', 3::bigint)$$, 'many'
);
select is(
  (
    select n_tup_upd - :counted_before
    from pg_stat_xact_user_tables where relid = 'undersigned.tally'::regclass
  ),
  1::bigint, 'count once: whoever signs meanwhile does not wait for all of them'
);

-- Events.
select is(
  (select ends from event_open('held', 'code', 'A stall', 4, 10)),
  to_char((now() + interval '4 hours') at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
  'an event is opened for some hours'
);
select is_empty($$select event_open('nothing', 'code', '', 4, 10)$$, 'not of no petition');
select results_eq(
  $$select code, used, most, name from event_list('held')$$,
  $$values ('code', 0, 10, 'A stall')$$, 'it is listed'
);
select is(
  array[(select used from event_end('held', 'code')), (select used from event_end('held', 'no'))],
  '{0,null}', 'it is ended'
);
select is_empty($$select from event_list('held')$$, 'and not listed any more');

select * from finish();
rollback;
