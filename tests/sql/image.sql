-- image_set, image_list, image_find: an organizer's image goes before one that was drawn.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(19);

select pg_temp.petition('image') as petition \gset
select pg_temp.petition('image-other') as other \gset

create function pg_temp.give(content text, drawn boolean, afresh boolean default false) returns text
language sql as $$
  select outcome
  from image_set(
    'image', 'en', 'png', 1200, 630, drawn, afresh, 'Alt of ' || coalesce(content, ''),
    content::bytea
  );
$$;

create function pg_temp.current() returns text
language sql as $$
  select convert_from(content, 'UTF8') from petition, image_find(id, 'en') where slug = 'image';
$$;

select is(pg_temp.give(null, true), 'unchanged', 'there is none, and there is to be none');
select is(pg_temp.give('one', true), 'set', 'one is drawn');
select is(pg_temp.current(), 'one', 'it is there');
select is(pg_temp.give('one', true), 'unchanged', 'the same again is nothing new');
select is(pg_temp.give('two', true), 'set', 'of other words another one is drawn');
select is(pg_temp.current(), 'two', 'in its place');
select results_eq(
  format('select * from image_list(%s)', :petition),
  $$
    values ('en', 'png', 1200, 630, left(encode(sha256('two'), 'hex'), 16), 'Alt of two')
  $$,
  'listed with its size and a version that is of its content'
);
select is(pg_temp.give(null, true), 'removed', 'one that cannot be drawn any more is taken away');
select is(pg_temp.current(), null, 'it is not there');
select is(pg_temp.give('drawn', true), 'set', 'one is drawn');
select is(pg_temp.give('given', false), 'set', 'one that is given goes before it');
select is(pg_temp.give('drawn', true), 'kept', 'and stays when one is drawn');
select is(pg_temp.give(null, true), 'kept', 'or none');
select is(pg_temp.current(), 'given', 'it is there');
select is(pg_temp.give('drawn', true, true), 'set', 'unless it is wanted so');
select is(
  (
    select outcome from image_set('image', 'en', 'png', 1, 1, true, false, 'Other', 'drawn')
  ),
  'set', 'another alternative is a change'
);
select is(
  (select outcome from image_set('image', 'es', 'jpeg', 1, 1, false, false, '', 'es')),
  'set', 'each language has its own'
);
select is(pg_temp.current(), 'drawn', 'beside the others');
select is(
  (select outcome from image_set('nothing', 'en', 'png', 1, 1, false, false, '', 'x')),
  'unknown', 'no petition, no image'
);

select * from finish();
rollback;
