-- signature_list, signature_link, outbox_add: back to a signature by its address.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(26);

select pg_temp.petition('link-' || n) from generate_series(1, 4) as n;
select pg_temp.sign(id, 'a') from petition where slug like 'link-%' order by id;
update signature set signed_at = now() - make_interval(days => petition_id::int)
where address = 'a';
update outbox set state = 'sent', owed_at = now() - interval '16 minutes';
select min(id) as one, min(id) + 3 as four from petition where slug like 'link-%' \gset
select pg_temp.sign(:one, 'other');
update outbox set state = 'sent', owed_at = now() - interval '16 minutes';

create function pg_temp.mails() returns text
language sql as $$
  select string_agg(
    format('%s %s:%s', slug, outbox.id - signature_id * 1000, kind), ', ' order by slug, outbox.id
  )
  from outbox join petition on petition.id = petition_id
  where outbox.state = 'owed';
$$;

select results_eq(
  $$select petition_id, nonce from signature_list(pg_temp.key('a'))$$,
  format('select n, 7::bigint from generate_series(%s::bigint, %s) as n', :one, :four),
  'the signatures of an address, the newest first'
);
select is_empty($$select from signature_list(pg_temp.key('nobody'))$$, 'of nobody there are none');

select lives_ok($$select signature_link(pg_temp.key('nobody'))$$, 'nobody asks for a link');
select is(pg_temp.mails(), null, 'and none is owed');
select is_empty($$select from outbox where signature_id = 0$$, 'nor is there a trace of it');
select lives_ok($$select signature_link(pg_temp.key('a'))$$, 'somebody asks');
select is(
  pg_temp.mails(), 'link-1 1:link, link-2 1:link, link-3 1:link',
  'the newest three are owed, each in a mail with a number of its own'
);
select signature_link(pg_temp.key('a'));
select is(
  (select count(*) from outbox where kind = 'link' and petition_id = :one), 1::bigint,
  'what is still owed is not owed again'
);
select results_eq(
  'select kind, address from outbox_claim(10, 900)',
  $$values ('link', 'a'), ('link', 'a'), ('link', 'a')$$,
  'a courier gets them'
);
update outbox set state = 'sent' where state = 'owed';
select signature_link(pg_temp.key('a'));
select is(pg_temp.mails(), null, 'nothing within 15 minutes');
update outbox set owed_at = now() - interval '16 minutes';
select signature_link(pg_temp.key('a'));
select is(
  pg_temp.mails(), 'link-1 2:link, link-2 2:link, link-3 2:link', 'then it is owed once more'
);

-- Five in a day.
update outbox set state = 'sent', owed_at = now() - interval '16 minutes';
select outbox_add(:one, pg_temp.signature_of(:one, 'a'), 'link') from generate_series(1, 3);
update outbox set state = 'sent', owed_at = now() - interval '16 minutes';
select signature_link(pg_temp.key('a'));
select is(
  pg_temp.mails(), 'link-2 3:link, link-3 3:link', 'five in a day are all there are'
);
update outbox set state = 'sent', owed_at = now() - interval '25 hours';
select signature_link(pg_temp.key('a'));
select matches(pg_temp.mails(), 'link-1 6:link', 'until the next');

-- Whichever state it is in.
update outbox set state = 'sent', owed_at = now() - interval '25 hours';
select pg_temp.confirm(:one, 'a');
select signature_link(pg_temp.key('a'));
select matches(pg_temp.mails(), 'link-1 7:link', 'a confirmed one, too');
select is((select count(*) from outbox_claim(10, 900)), 3::bigint, 'and it is not dropped');
update outbox set state = 'sent', owed_at = now() - interval '25 hours';
update signature set state = 'held' where petition_id = :one and address = 'a';
select signature_link(pg_temp.key('a'));
select matches(pg_temp.mails(), 'link-1 8:link', 'and a held one');
select signature_withdraw(:one, pg_temp.signature_of(:one, 'a'), 7);
select is(
  (
    select array_agg(petition_id order by petition_id)
    from outbox_claim(10, 900)
    where petition_id <> :one or kind = 'withdrawal'
  ),
  array[:one, :one + 1, :one + 2]::bigint[], 'what is withdrawn gets no mail but the receipt'
);
update outbox set state = 'sent', owed_at = now() - interval '25 hours';
select signature_link(pg_temp.key('a'));
select is(
  pg_temp.mails(), 'link-2 7:link, link-3 7:link, link-4 1:link', 'nor is one owed to it'
);
update outbox set state = 'sent', owed_at = now() - interval '25 hours';
insert into suppression (address_key, reason) values (pg_temp.key('a'), 'disowned');
select signature_link(pg_temp.key('a'));
select is(pg_temp.mails(), null, 'an address that is not to be written to gets none');
delete from suppression;

-- Mails of one signature are numbered on.
select pg_temp.signature_of(:one, 'other') as other \gset
update outbox set id = :other * 1000 + 998 where signature_id = :other;
select outbox_add(:one, :other, 'link');
select is(
  (select max(id) from outbox where signature_id = :other), (:other * 1000 + 999)::bigint, 'up to the last'
);
select outbox_add(:one, :other, 'link');
select is((select count(*) from outbox where signature_id = :other), 2::bigint, 'and no further');
select is_empty(
  format('select from outbox where id >= %s', (:other + 1) * 1000),
  'into the numbers of another signature'
);

-- All that is stored, and what happened.
select pg_temp.sign(:one, 'data');
select pg_temp.signature_of(:one, 'data') as data \gset
select signature_show_name(:one, :data, 7, false);
select is(
  (
    select array_agg(key order by key)
    from signature_data(:one, :data, 7), jsonb_each(data::jsonb -> 'signature')
  ),
  (
    select array_agg(attname::text collate "default" order by attname::text collate "default")
    from pg_attribute
    where attrelid = 'signature'::regclass and attnum > 0 and not attisdropped
      and attname not in ('petition_id', 'id', 'nonce')
  ),
  'every column of a signature is told'
);
select bounce_add(:one, :data * 1000, 'failed', '4.2.2', 0);
select results_eq(
  format(
    $$select data::jsonb -> 'reports' -> 0 ->> 'status' from signature_data(%s, %s, 7)$$, :one, :data
  ),
  $$values ('4.2.2')$$, 'what mail servers reported'
);
select is(
  (
    select array_agg(event order by event collate "C")
    from signature_history(:one, :data, 7)
  ),
  '{mail_owed,name_hidden,signed}', 'and what happened'
);
select is_empty(
  format('select from signature_data(%1$s, %2$s, 8) union all select from signature_history(%1$s, %2$s, 8)', :one, :data),
  'but not by a wrong nonce'
);

select * from finish();
rollback;
