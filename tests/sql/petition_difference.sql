-- petition_difference, text_difference: what an edit would change, line by line.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(15);

create function pg_temp.lines(before text, after text) returns text
language sql as $$
  select string_agg(mark || line, '|' order by number)
  from text_difference(replace(before, ' ', E'\n'), replace(after, ' ', E'\n'))
    with ordinality as line (mark, line, number);
$$;
select is(pg_temp.lines('a b c', 'a b c'), ' a| b| c', 'the same');
select is(pg_temp.lines('a b c', 'a x c'), ' a|-b|+x| c', 'another line');
select is(pg_temp.lines('a c', 'a b c'), ' a|+b| c', 'one more');
select is(pg_temp.lines('a b c', 'a c'), ' a|-b| c', 'one less');
select is(pg_temp.lines('a a a', 'a a'), ' a| a|-a', 'one of several that are alike');
select is(pg_temp.lines('a b c d e', 'x b d y e'), '-a|+x| b|-c| d|+y| e', 'what is shared stays');
select is(pg_temp.lines('a b', 'c d'), '-a|-b|+c|+d', 'nothing is shared');
select is(pg_temp.lines(null, 'a'), '+a', 'from nothing');
-- Whatever it says, it leads from the one to the other.
select is(
  (
    select string_agg(line, ' ' order by number) from text_difference(before, after)
      with ordinality as line (mark, line, number) where mark <> '+'
  ),
  replace(before, E'\n', ' '), 'its lines without + are the text before'
)
from (
  select
    string_agg((number * 7 % 13)::text, E'\n' order by number) as before,
    string_agg((number * 5 % 11)::text, E'\n' order by number) as after
  from generate_series(1, 60) as number
) as sample;
select is(
  (
    select string_agg(line, ' ' order by number) from text_difference(before, after)
      with ordinality as line (mark, line, number) where mark <> '-'
  ),
  replace(after, E'\n', ' '), 'and without - the one after'
)
from (
  select
    string_agg((number * 7 % 13)::text, E'\n' order by number) as before,
    string_agg((number * 5 % 11)::text, E'\n' order by number) as after
  from generate_series(1, 60) as number
) as sample;
select is(
  (
    select array_agg(mark || ' ' || count order by mark) from (
      select mark, count(*) from text_difference(
        (select string_agg('a' || number, E'\n') from generate_series(1, 3000) as number),
        (select string_agg('b' || number, E'\n') from generate_series(1, 3000) as number)
      ) group by mark
    ) as counted
  ),
  '{"+ 3000","- 3000"}', 'long texts without a common line'
);

select petition_import(
  'edit', 'en', null, null, null, 'Title', 'Target', E'One\n\nTwo', 'Letter', '[Your Name]', '{A,B}'
);
create function pg_temp.edit(title text, body text, organizations text[] default null)
returns text
language sql as $$
  select string_agg(concat(part, ' ', mark, line), '|')
  from petition_difference(
    'edit', 'en', title, 'Target', body, 'Letter', '[Your Name]', organizations
  );
$$;
select is(pg_temp.edit('Title', E'One\n\nTwo'), null, 'nothing would change');
select is(
  pg_temp.edit('Other', E'One\n\n2'), 'title -Title|title +Other|text  One|text  |text -Two|text +2',
  'only parts that do are shown'
);
select is(
  pg_temp.edit('Title', E'One\n\nTwo', '{A,C}'), 'organizations  A|organizations -B|organizations +C',
  'organizations, too'
);
select isnt_empty(
  $$select from petition_difference('edit', 'es', 'T', 'X', 'B', 'L', 'S', null)$$,
  'a language that is new'
);

select * from finish();
rollback;
