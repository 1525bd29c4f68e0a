-- petition_voices: the latest who want to be seen, with no more of them than they agreed to.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(13);

select pg_temp.petition('voices') as petition \gset
select pg_temp.petition('other') as other \gset
create function pg_temp.names(petition bigint) returns text
language sql as $$
  select string_agg(given_name || ' ' || coalesce(country, '-'), ', ') from petition_voices($1);
$$;

select is(pg_temp.names(:petition), null, 'nobody has signed');
select pg_temp.sign(:petition, 'ann', 'bea', 'cyd', 'dan', 'eva', 'fay');
select is(pg_temp.names(:petition), null, 'the pending are not shown');
select pg_temp.confirm(:petition, 'ann', 'bea', 'cyd', 'dan', 'eva', 'fay');
select pg_temp.sign(:other, 'gil');
select pg_temp.confirm(:other, 'gil');
update signature set confirmed_at = now() + ascii(given_name) * interval '1 second'
where petition_id = :petition;
select is(
  pg_temp.names(:petition), 'fay US, eva US, dan US, cyd US, bea US, ann US',
  'the confirmed are, the latest first, and those of this petition only'
);
update signature set show_name = false where petition_id = :petition and given_name = 'fay';
update signature set state = 'withdrawn' where petition_id = :petition and given_name = 'eva';
update signature set state = 'held' where petition_id = :petition and given_name = 'dan';
update signature set given_name = 'Cyd Mae', country = null
where petition_id = :petition and given_name = 'cyd';
update signature set given_name = 'Bea Maria Borg', family_name = ''
where petition_id = :petition and given_name = 'bea';
update signature set given_name = '', family_name = 'Ann'
where petition_id = :petition and given_name = 'ann';
select is(
  pg_temp.names(:petition), 'Cyd Mae -, Bea US',
  'not who hid the name, withdrew, is held or gave none; of a whole name in one field the first'
);

-- Comments.
update signature set family_name = 'Signer', given_name = address, country = 'US'
where petition_id = :petition;
update signature set comment_approved_at = now() + ascii(address) * interval '1 second'
where petition_id = :petition and address in ('ann', 'bea', 'dan');
select results_eq(
  format('select given_name, comment from petition_voices(%s)', :petition),
  $$values ('bea', 'A comment'), ('ann', 'A comment'), ('cyd', null)$$,
  'approved comments come first, and their signers not once more; not of who is held'
);
update signature set comment_hidden = true where petition_id = :petition and address = 'bea';
select is(
  (select comment from petition_voices(:petition) where given_name = 'bea'), null,
  'a hidden comment is not shown, the name is'
);
update signature set show_name = false where petition_id = :petition and address = 'ann';
select is_empty(
  format('select from petition_voices(%s) where comment is not null', :petition),
  'nor that of who hid the name'
);
update signature
set show_name = true, comment_hidden = false, comment = repeat('x', 501 - ascii(address) % 2)
where petition_id = :petition and address in ('ann', 'bea');
select results_eq(
  format('select given_name from petition_voices(%s) where comment is not null', :petition),
  $$values ('ann')$$, 'nor one that is long'
);
insert into signature (
  petition_id, id, nonce, revision, state, show_name, given_name, comment, comment_approved_at
)
select
  :petition, 900000000 + n, 7, 1, 'confirmed', true, 'Zoe', 'Comment ' || n,
  now() + n * interval '1 hour'
from generate_series(1, 5) as n;
select is(
  (select array_agg(comment) from petition_voices(:petition) where comment is not null),
  '{Comment 5,Comment 4,Comment 3}', 'no more than the three that were approved last'
);

-- Many: those who confirmed stand behind those who had no time yet.
insert into signature (
  petition_id, id, nonce, revision, state, confirmed_at, show_name, given_name, family_name
)
select
  :other, 1000000000 + n, 7, 1, case when n % 10 = 0 and n < 20000 then 'confirmed' else 'pending'
  end::signature_state, now() + n * interval '1 second', true, n::text, 'Signer'
from generate_series(1, 30000) as n;
select is(
  (select array_agg(given_name) from petition_voices(:other)),
  '{19990,19980,19970,19960,19950,19940,19930,19920,19910}'::text[] || '{gil}'::text[],
  'while many sign at once, some from further back'
);
select is(
  (
    select array_agg(given_name) from petition_voices(:other)
    where given_name in (select given_name from petition_voices(:other) group by 1 having count(*) > 1)
  ),
  null, 'each once'
);
insert into signature (
  petition_id, id, nonce, revision, state, confirmed_at, show_name, given_name, family_name
)
select :other, 1000030000 + n, 7, 1, 'confirmed', now() + n * interval '1 day', true, 'x', 'Signer'
from generate_series(1, 20) as n;
select is((select count(*) from petition_voices(:other)), 12::bigint, 'never more than twelve');
select is_empty('select from petition_voices(0)', 'an unknown petition has none');

select * from finish();
rollback;
