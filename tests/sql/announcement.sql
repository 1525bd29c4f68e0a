-- Announcements: who gets one, a thousand at a time, and nobody who does not want it any more.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(46);

create function pg_temp.wants(petition_id bigint, variadic addresses text[]) returns void
language sql as $$
  insert into consent (petition_id, signature_id, organization_id, number, wording_id)
  select $1, pg_temp.signature_of($1, address), 0, 1, 1 from unnest(addresses) as address;
$$;

create function pg_temp.claim() returns text[]
language sql as $$
  select array_agg(address order by address) filter (where kind = 'announcement')
  from outbox_claim(10000, 900);
$$;

-- Claims until nothing is due, as a courier does, and says that the relay took it all.
create function pg_temp.drain() returns text[]
language plpgsql as $$
declare
  claimed text[];
  everybody text[];
begin
  for step in 1 .. 200 loop
    update outbox set due_at = now() where state = 'owed' and due_at > now();
    claimed := pg_temp.claim();
    everybody := everybody || claimed;
    update outbox set state = 'sent' where state = 'owed' and attempts > 0;
    exit when claimed is null and not exists (select from outbox where state = 'owed');
  end loop;
  return everybody;
end
$$;

create function pg_temp.begin(slug text, code text) returns text
language sql as $$
  select outcome || coalesce(' ' || id, '')
  from announcement_begin(
    $1, $2, '{en,es,zh-Hans}', '{News,Noticias,消息}', '{Hello,Hola,你好}'
  );
$$;

create function pg_temp.counts(slug text) returns text
language sql as $$
  select string_agg(
    concat_ws(' ', id, state, expected, owed, sent, dropped, dead), ', ' order by id
  )
  from announcement_list(slug);
$$;

select pg_temp.petition('news') as petition, pg_temp.petition('other') as other \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'pending', 'quiet', 'refused', 'no', 'withdrawn');
select pg_temp.sign(:other, 'a', 'elsewhere');
delete from outbox;
select pg_temp.confirm(
  :petition, 'a', 'b', 'c', 'quiet', 'refused', 'no', 'withdrawn'
);
select pg_temp.confirm(:other, 'a', 'elsewhere');
select pg_temp.wants(:petition, 'a', 'b', 'c', 'pending', 'refused', 'no', 'withdrawn');
select pg_temp.wants(:other, 'elsewhere');
insert into suppression (address_key, reason) values (pg_temp.key('refused'), 'refused');
update signature set signed_at = now() - interval '3 hours';
select consent_set(
  :petition, pg_temp.signature_of(:petition, 'no'), 7, '', false, 1, 'en', null
);
select signature_withdraw(:petition, pg_temp.signature_of(:petition, 'withdrawn'), 7);
insert into organization (name, slug) values ('Some organization', 'some') returning id as some \gset
insert into consent (petition_id, signature_id, organization_id, number, wording_id)
values (:petition, pg_temp.signature_of(:petition, 'quiet'), :some, 1, 1);
update signature set language = 'es-MX' where petition_id = :petition and address = 'b';
update signature set language = 'ht' where petition_id = :petition and address = 'c';

select results_eq(
  $$select language, count from announcement_count('news')$$,
  $$values ('en', 1::bigint), ('es-MX', 1), ('ht', 1)$$,
  'counted are those who are confirmed, may be written to, and want news'
);
select is_empty($$select from announcement_count('nothing')$$, 'of no petition nobody');
select is(pg_temp.claim(), null, 'nothing is sent while there is no announcement');

select is(pg_temp.begin('nothing', 'x'), 'unknown', 'nor begun without a petition');
select is(pg_temp.begin('news', 'first'), 'begun 1', 'one is begun');
select is(pg_temp.begin('news', 'first'), 'known 1', 'the same words begin it once');
select is(pg_temp.counts('news'), '1 running 3 0 0 0 0', 'nothing is owed yet');
select is(pg_temp.claim(), null, 'a courier that finds nothing to do');
select is(pg_temp.counts('news'), '1 running 3 3 0 0 0', 'sees to it that mails are owed');
select is(announcement_owe(), 0::bigint, 'once');
select results_eq(
  $$
    select
      kind, address, announcement_id, subject, body, words_language, language, title
    from outbox_claim(10, 900)
    order by address
  $$,
  $$
    values
      ('announcement', 'a', 1, 'News', 'Hello', 'en', 'en', 'Title'),
      ('announcement', 'b', 1, 'Noticias', 'Hola', 'es', 'es-MX', 'Title'),
      ('announcement', 'c', 1, 'News', 'Hello', 'en', 'ht', 'Title')
  $$,
  'each has the words of its language, else the first ones'
);
select is(
  (select words_language from announcement_words(:petition, 1, 'zh-Hans')), 'zh-Hans',
  'those of the very same language first'
);
select is_empty(
  format($$select from announcement_words(%s, 2, 'en')$$, :petition), 'none of no announcement'
);
select is(pg_temp.claim(), null, 'while a mail is under way');
select is(pg_temp.counts('news'), '1 running 3 3 0 0 0', 'it is not done');
update outbox set state = 'sent' where announcement_id = 1;
select is(
  (select row(state, settled, expected)::text from announcement_progress('news', 1)),
  '(running,3,3)', 'all are settled'
);
select is(pg_temp.claim(), null, 'the next look');
select is(pg_temp.counts('news'), '1 done 3 0 3 0 0', 'ends it');
select isnt(
  (select ended_at from announcement_list('news')), null, 'at a time'
);
select is(pg_temp.begin('news', 'first'), 'known 1', 'the same words are not announced again');
select results_eq(
  $$select outcome from announcement_set('news', 1, 'paused')$$, $$values ('ended')$$,
  'what is done cannot be paused'
);
select is(
  array(
    select outcome
    from (values ('news', 9), ('nothing', 1)) as given (slug, id),
      announcement_set(given.slug, given.id, 'paused')
  ),
  '{unknown,unknown}', 'nor what is not there'
);

-- Somebody takes the consent back between the owing and the sending.
select is(pg_temp.begin('news', 'second'), 'begun 2', 'a second one');
select announcement_owe();
select consent_set(:petition, pg_temp.signature_of(:petition, 'a'), 7, '', false, 1, 'en', null);
select signature_withdraw(:petition, pg_temp.signature_of(:petition, 'b'), 7);
select is(pg_temp.drain(), '{c}', 'goes to none who said no in the middle');
select is(pg_temp.counts('news'), '1 done 3 0 3 0 0, 2 done 3 0 1 2 0', 'told apart');

-- Whoever is confirmed later does not get older news; consent may come later.
select is(pg_temp.begin('news', 'third'), 'begun 3', 'a third one');
update announcement set begun_at = now() - interval '1 hour' where id = 3;
update signature set confirmed_at = now() - interval '2 hours' where address in ('c', 'quiet');
select pg_temp.sign(:petition, 'late');
update signature set signed_at = now() - interval '3 hours' where address = 'late';
delete from outbox where kind = 'confirmation';
select pg_temp.confirm(:petition, 'late');
select pg_temp.wants(:petition, 'late', 'quiet');
select is(pg_temp.drain(), '{c,quiet}', 'goes to those whose signatures counted at its begin');

-- Paused, resumed, cancelled.
select pg_temp.confirm(:petition, 'pending');
update signature set confirmed_at = now() - interval '2 hours' where address in ('pending', 'late');
select is(pg_temp.begin('news', 'fourth'), 'begun 4', 'a fourth one');
select announcement_owe();
update outbox set due_at = now() + interval '1 minute'
where announcement_id = 4 and signature_id = pg_temp.signature_of(:petition, 'c');
select is(
  array(
    select outcome
    from unnest('{paused,paused}'::text[]) as state, announcement_set('news', 4, state)
  ),
  '{done,unchanged}', 'it is paused'
);
select is(pg_temp.claim(), null, 'then nothing of it is sent');
select is(announcement_owe(), 0::bigint, 'or owed');
select is(
  (select dropped from announcement_list('news', 4)), 3::bigint, 'what was due is put aside'
);
select is(pg_temp.begin('news', 'fourth'), 'known 4', 'nor by saying it again');
select consent_set(
  :petition, pg_temp.signature_of(:petition, 'late'), 7, '', false, 1, 'en', null
);
select is(
  array(
    select outcome
    from unnest('{running,running}'::text[]) as state, announcement_set('news', 4, state)
  ),
  '{done,unchanged}', 'it goes on'
);
select is(pg_temp.drain(), '{c,pending,quiet}', 'to those who still want it');
select is(pg_temp.begin('news', 'fifth'), 'begun 5', 'a fifth one');
select announcement_owe();
select results_eq(
  $$select outcome from announcement_set('news', 5, 'cancelled')$$, $$values ('done')$$,
  'it is cancelled'
);
select is(pg_temp.claim(), null, 'and nothing is sent');
select results_eq(
  $$select outcome from announcement_set('news', 5, 'running')$$, $$values ('ended')$$,
  'for good'
);
select is(
  (select row(state, owed, sent, dropped)::text from announcement_list('news', 5)),
  '(cancelled,0,0,3)', 'what it was owed is dropped'
);

-- Many: a thousand at a time, each of them once.
select pg_temp.petition('many', 'none') as many \gset
select pg_temp.sign(:many, 'at once');
select pg_temp.wants(:many, 'at once');
select is_empty(
  $$select from announcement_count('many')$$,
  'whoever never followed a link may have typed somebody else''s address'
);
select is(pg_temp.begin('many', 'm'), 'nobody', 'nothing is begun for nobody');
insert into signature (
  petition_id, nonce, signed_at, confirmed_at, revision, state, show_name, address_key, address, language
)
select :many, 7, now() - interval '1 hour', now(), 1, 'confirmed', true, pg_temp.key('m' || n), 'm' || n, 'en'
from generate_series(1, 1300) as n;
insert into consent (petition_id, signature_id, organization_id, number, wording_id)
select :many, id, 0, 1, 1 from signature where petition_id = :many and address <> 'at once';
insert into outbox (petition_id, id, signature_id, kind, state)
select :many, max(id) * 1000 + 999, max(id), 'link', 'sent' from signature where petition_id = :many;
select is(pg_temp.begin('many', 'm'), 'begun 1', 'many');
select is(
  array(select announcement_owe() from generate_series(1, 2)), '{1000,0}',
  'a thousand mails are owed at once, the next when half of these are settled'
);
select is(
  (select count(*) || ' ' || count(distinct address) from unnest(pg_temp.drain()) as address),
  '1299 1299', 'each signer gets one, but who had a thousand mails before'
);
select is(pg_temp.counts('many'), '1 done 1300 0 1299 0 0', 'and it is done');

select * from finish();
rollback;
