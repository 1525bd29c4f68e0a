-- What a restored backup must not bring back: written a page at a time, done again without harm.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(26);

delete from suppression;
delete from consent;
delete from signature;
select pg_temp.petition('tombstones') as petition \gset
select pg_temp.sign(:petition, 'kept', 'erased', 'withdrawn', 'removed', 'news');
select pg_temp.confirm(:petition, 'kept', 'erased', 'withdrawn', 'removed', 'news');
select
  pg_temp.signature_of(:petition, 'erased') as erased,
  pg_temp.signature_of(:petition, 'withdrawn') as withdrawn,
  pg_temp.signature_of(:petition, 'removed') as removed,
  pg_temp.signature_of(:petition, 'news') as news
\gset
select wording_add('en', 'News?') as wording \gset
select consent_set(:petition, :news, 7, '', true, :wording, 'en', null);
select summary_refresh();

-- As it was backed up.
create temporary table backup as select * from signature;
create temporary table backup_consent as select * from consent;
create temporary table backup_outbox as select * from outbox;

select signature_erase(:petition, :erased, 7);
select signature_withdraw(:petition, :withdrawn, 7);
select removal_make('tombstones', format('{"ids": [%s]}', :removed)::jsonb, 1, 'a test');
select consent_set(:petition, :news, 7, '', false, null, null, 'unsubscribe');
insert into suppression values (pg_temp.key('kept'), 'complained');
update outbox set state = 'sent', settled_at = now() where signature_id = :news;

select bag_eq(
  $$select detail from tombstone_page('gone', 0, 0, '-1', 10, 7)$$,
  $$values ('erased'), ('withdrawn'), ('removed')$$,
  'what was taken back, and how'
);
select results_eq(
  $$select detail from tombstone_page('suppressed', 0, 0, '', 10, 7)$$,
  $$select md5('kept') || ' complained'$$,
  'the keys of addresses that are not written to'
);
select results_eq(
  $$select count(*) from tombstone_page('revoked', 0, 0, '-1', 10, 7)$$,
  'values (1::bigint)',
  'consents that hold no longer'
);
select isnt_empty($$select from tombstone_page('sent', 0, 0, '-1', 10, 7)$$, 'mails that were sent');
select is_empty($$select from tombstone_page('sent', 0, 0, '-1', 10, 0)$$, 'of so many days');
select is_empty($$select from tombstone_page('hidden', 0, 0, '-1', 10, 7)$$, 'nobody hid anything');

create temporary table tomb as
select kind, page.*
from unnest(array['suppressed', 'gone', 'revoked', 'sent']) as kind
cross join lateral tombstone_page(kind, 0, 0, case kind when 'suppressed' then '' else '-1' end, 10, 7)
  as page;
select results_eq(
  format(
    $$select id from tombstone_page('gone', %s, %s, '', 1, 7)$$,
    :petition, least(:erased, :withdrawn, :removed)
  ),
  'select id from tomb where kind = $$gone$$ order by id offset 1 limit 1',
  'a page goes on behind the last row of the one before'
);

-- The backup is back.
delete from suppression;
delete from signature;
delete from consent;
delete from outbox;
delete from change;
insert into signature select * from backup;
insert into consent select * from backup_consent;
insert into outbox select * from backup_outbox;
update tally set confirmed = case slot when (select min(slot) from tally) then 5 else 0 end;
select stale_add(:petition, id) from signature;

create function pg_temp.apply() returns setof bigint
language sql as $$
  select done
  from unnest(array['suppressed', 'gone', 'revoked', 'sent']) with ordinality as each (kind, place)
  cross join lateral (
    select
      array_agg(petition_id order by id) as petitions, array_agg(id order by id) as ids,
      array_agg(nonce order by id) as nonces, array_agg(detail order by id) as details
    from tomb where tomb.kind = each.kind
  ) as heap
  cross join lateral tombstone_apply(
    each.kind, petitions, ids, nonces, details, (now() + interval '1 second')::text
  )
  order by place;
$$;
select results_eq(
  'select * from pg_temp.apply()',
  format(
    'values (1::bigint), (3::bigint), (1::bigint), (%s::bigint)',
    (select count(*) from tomb where kind = 'sent' and id / 1000 = :news)
  ),
  'all of it is done again'
);
select bag_eq(
  'select state::text, address from signature',
  $$values ('confirmed', 'kept'), ('removed', null), ('withdrawn', null), ('held', 'removed'),
    ('confirmed', 'news')$$,
  'each signature is what it was, and what was removed waits'
);
select is(pg_temp.counted(:petition), 2::bigint, 'the count is right');
select is_empty('select * from summary_check()', 'and so are the summaries');
select results_eq(
  'select * from pg_temp.apply()',
  'values (0::bigint), (0::bigint), (0::bigint), (0::bigint)',
  'twice is the same as once'
);
select is_empty(
  $$select from outbox where state = 'owed' and kind::text = 'withdrawal'$$,
  'nobody is sent a receipt once more'
);

update signature set nonce = 8 where id = :news;
update signature set state = 'confirmed' where id = :news;
select results_eq(
  format(
    $$select done from tombstone_apply(
      'gone', array[%s::bigint], array[%s::bigint], array[7::bigint], array['erased'], now()::text
    )$$, :petition, :news
  ),
  'values (0::bigint)',
  'a number that somebody else has now is left alone'
);

select last_value as before from signature_id_seq \gset
select tombstone_end(:before + 5);
select is(
  (select last_value from signature_id_seq), :before + 1000005::bigint,
  'new signatures leave a wide gap'
);

select pg_temp.petition('tombs-of-news') as other \gset
select pg_temp.sign(:other, 'leaves');
select pg_temp.confirm(:other, 'leaves');
insert into announcement (petition_id, id, code, expected, reached) values (:other, 1, 'x', 1, 0);
select signature_withdraw(:other, pg_temp.signature_of(:other, 'leaves'), 7);
select isnt_empty(
  $$select from outbox where kind = 'withdrawal' and kept_address is not null and state = 'owed'$$,
  'a receipt is owed in the backup'
);
select tombstone_end(0);
select is_empty('select from outbox where kept_address is not null', 'its address is not kept');
select is(
  (select state::text from announcement where petition_id = :other), 'paused',
  'news that were under way wait for somebody who knows whom they reached'
);

-- What organizers took out: a comment, a line of a sheet, a whole sheet.
create function pg_temp.sheet(digest text) returns void
language sql as $$
  select paper_add(
    'tombs-of-news', digest, digest, '{2,3}',
    array[pg_temp.key(digest || 'a'), pg_temp.key(digest || 'b')], '{null,null}', '{A,B}',
    '{Doe,Doe}', '{1,1}', '{US,US}', '{null,null}', '{false,false}', false, true
  );
$$;
select pg_temp.sign(:other, 'rude');
select pg_temp.confirm(:other, 'rude');
select pg_temp.signature_of(:other, 'rude') as rude \gset
select pg_temp.sheet('first'), pg_temp.sheet('second');
create temporary table backup_paper as select * from paper;
create temporary table backup_sheet as select * from paper_sheet;
select comment_hide('tombs-of-news', :rude, 'insults somebody');
select paper_remove('tombs-of-news', 1, 3, 'asked for'), paper_remove('tombs-of-news', 2, null, 'forged');
create temporary table taken as
select kind, page.* from unnest('{hidden,paper}'::text[]) as kind
cross join lateral tombstone_page(kind, :other - 1, 0, '-1', 10, 7) as page;
select bag_eq(
  'select kind, id, detail from taken',
  format(
    $$values ('hidden', %s, 'refused'), ('paper', 1, '3'), ('paper', 2, '2 all'), ('paper', 2, '3 all')$$,
    :rude
  ),
  'what organizers took out'
);
select results_eq(
  format($$select detail from tombstone_page('paper', %s, 1, '3', 1, 7)$$, :other),
  $$values ('2 all')$$, 'a page at a time'
);

update signature set comment_refused_at = null where id = :rude;
delete from paper;
delete from paper_sheet;
insert into paper select * from backup_paper;
insert into paper_sheet select * from backup_sheet;
create function pg_temp.take_out() returns setof bigint
language sql as $$
  select tombstone_apply(
    kind, array_agg(petition_id), array_agg(id), array_agg(nonce), array_agg(detail), now()::text
  )
  from taken
  group by kind
  order by kind;
$$;
select results_eq('select pg_temp.take_out()', 'values (1::bigint), (3)', 'is taken out once more');
select isnt(
  (select comment_refused_at from signature where id = :rude), null, 'the comment is refused'
);
select results_eq(
  'select sheet, counted, removed from paper_list($$tombs-of-news$$)',
  'values (1, 1::bigint, 1::bigint), (2, 0, 2)', 'the lines are gone'
);
select is(
  (select count(*) from paper where state = 'removed' and given_name is not null), 0::bigint,
  'and who is on them'
);
select results_eq(
  'select digest is null from paper_sheet where petition_id = ' || :other || ' order by number',
  'values (false), (true)', 'the sheet that was removed can be taken anew'
);
select results_eq('select pg_temp.take_out()', 'values (0::bigint), (0)', 'twice is as once');

select * from finish();
rollback;
