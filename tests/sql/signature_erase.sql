-- signature_erase: nothing personal is left anywhere, and the address is as good as new.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(17);

select petition_import('erase', 'en', null, null, 'required', 'T', 'T', 'B', 'L', 'Line', '{One}');
select id as petition from petition where slug = 'erase' \gset
select pg_temp.sign(:petition, 'a', 'b');
select pg_temp.confirm(:petition, 'a', 'b');
select
  pg_temp.signature_of(:petition, 'a') as a,
  pg_temp.signature_of(:petition, 'b') as b,
  (select id from wording_add('en', 'May they?')) as wording \gset
select consent_set(:petition, :a, 7, 'one', true, :wording, 'en', null);
select signature_comment(:petition, :a, 7, 'Words');
select comment_approve('erase', :a);
select bounce_add(:petition, :a * 1000, 'failed', '4.2.2', 0);

select is((select outcome from signature_erase(:petition, :a, 8)), 'unknown', 'a wrong nonce');
select is(
  (select outcome from signature_erase(:petition + 1, :a, 7)), 'unknown', 'another petition'
);
select is(pg_temp.counted(:petition), 2::bigint, 'change nothing');
select is((select outcome from signature_erase(:petition, :a, 7)), 'done', 'it is erased');
select is(pg_temp.counted(:petition), 1::bigint, 'and counts no more');
select is((select outcome from signature_erase(:petition, :a, 7)), 'unchanged', 'twice is as once');
select is((select outcome from signature_disown(:petition, :a, 7)), 'unchanged', 'whatever it is called');
select is(pg_temp.counted(:petition), 1::bigint, 'and is taken from the count once');
-- Column by column, so that one that comes later is not forgotten.
select is(
  (
    select string_agg(key, ' ' order by key)
    from signature, jsonb_each(jsonb_strip_nulls(to_jsonb(signature)))
    where id = :a
  ),
  'comment_hidden confirmed_at id language mailed_at mails nonce petition_id revision show_name '
  'signed_at state withdrawn_at',
  'what is left says nothing about a person'
);
select is_empty(format('select from outbox where signature_id = %s', :a), 'its mails are gone');
select is_empty('select from bounce', 'what was reported of them');
select is_empty(format('select from consent where signature_id = %s', :a), 'and its consents');
select is(
  (select string_agg(deed::text, ' ' order by number) from change where signature_id = :a),
  'consent_given comment_written comment_approved erased', 'what was done is still known'
);
select is_empty('select from suppression', 'the address is not suppressed');
select is(pg_temp.sign(:petition, 'a'), '{added}', 'and can sign like any other');
select is(
  (select state::text from signature where id = :b), 'confirmed', 'others are not touched'
);
select is_empty(
  'select from count_check() where tally <> signatures', 'the tally is what the rows say'
);

select * from finish();
rollback;
