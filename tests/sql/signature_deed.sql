-- signature_correct, _show_name, _comment, _show_comment and comment_approve: done, and recorded once.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(42);

select pg_temp.petition('deed') as petition \gset
select pg_temp.sign(:petition, 'a', 'b', 'held', 'gone');
select pg_temp.confirm(:petition, 'a');
update signature set state = 'held' where address = 'held' and petition_id = :petition;
select
  pg_temp.signature_of(:petition, 'a') as a,
  pg_temp.signature_of(:petition, 'b') as b,
  pg_temp.signature_of(:petition, 'held') as held,
  pg_temp.signature_of(:petition, 'gone') as gone \gset
select signature_withdraw(:petition, :gone, 7);

-- Each deed by its name, of a signature with a nonce.
create function pg_temp.act(deed text, signature_id bigint, nonce bigint default 7) returns text
language plpgsql as $$
declare
  own bigint := (select id from petition where slug = 'deed');
begin
  return case deed
    when 'correct' then (
      select outcome from signature_correct(own, signature_id, nonce, 'X', '', null, 'DE')
    )
    when 'show' then (
      select outcome from signature_show_name(own, signature_id, nonce, true)
    )
    when 'hide' then (
      select outcome from signature_show_name(own, signature_id, nonce, false)
    )
    when 'write' then (
      select outcome from signature_comment(own, signature_id, nonce, 'New')
    )
    when 'erase' then (
      select outcome from signature_comment(own, signature_id, nonce, null)
    )
    when 'show comment' then (
      select outcome from signature_show_comment(own, signature_id, nonce, true)
    )
    when 'hide comment' then (
      select outcome from signature_show_comment(own, signature_id, nonce, false)
    )
  end;
end
$$;
create function pg_temp.deeds(signature_id bigint) returns text
language sql as $$
  select string_agg(number || ' ' || deed, ', ' order by number)
  from change where change.signature_id = $1;
$$;

select is(pg_temp.act(deed, :a, 8), 'unknown', deed || ': not by a wrong nonce')
from unnest('{correct,show,hide,write,erase,show comment,hide comment}'::text[]) as deed;
select is(pg_temp.act(deed, :gone), 'gone', deed || ': not of what was withdrawn')
from unnest('{correct,show,hide,write,erase,show comment,hide comment}'::text[]) as deed;
select is(pg_temp.deeds(:a), null, 'nothing is recorded of what was not done');

select is(pg_temp.act('correct', :a), 'done', 'the name is corrected');
select results_eq(
  format('select given_name, family_name, postal_code, country from signature where id = %s', :a),
  $$values ('X', '', null::text, 'DE')$$,
  'with all that belongs to it'
);
select is(pg_temp.act('correct', :a), 'unchanged', 'twice is the same as once');
select is(pg_temp.act('hide', :a), 'done', 'the name is hidden');
select is(pg_temp.act('hide', :a), 'unchanged', 'twice is the same as once');
select is((select show_name from signature where id = :a), false, 'it is');
select is(
  (select public_name from signatures where id = :a), null, 'and the organizers see it hidden'
);
select is(pg_temp.act('show', :a), 'done', 'the name is shown again');

-- The comment, and its approval.
select is(
  comment_approve('deed', :a, words => 'what stood there before'), 'changed',
  'an organizer approves what was read'
);
select is(
  (select comment_approved_at from signature where id = :a), null, 'and nothing else'
);
select is(
  comment_approve('deed', :a, true, (select comment from signature where id = :a)), 'approved',
  'an organizer approves the comment'
);
select isnt((select comment_approved_at from signature where id = :a), null, 'it is approved');
select is(pg_temp.act('hide comment', :a), 'done', 'the comment is hidden');
select is((select comment_hidden from signature where id = :a), true, 'it is');
select is(pg_temp.act('show comment', :a), 'done', 'and shown again');
select is(pg_temp.act('show comment', :a), 'unchanged', 'twice is the same as once');
select is(pg_temp.act('write', :a), 'done', 'another comment is written');
select results_eq(
  format('select comment, comment_approved_at from signature where id = %s', :a),
  $$values ('New', null::timestamptz)$$,
  'and is not approved any more'
);
select is(comment_approve('deed', :a), 'approved', 'until it is');
select is(comment_approve('deed', :a, false), 'refused', 'which can be taken back');
select is(pg_temp.act('erase', :a), 'done', 'the comment is erased');
select is(comment_approve('deed', :a), 'unknown', 'there is nothing to approve any more');
select is(comment_approve('nothing', :a), 'unknown', 'nor under another petition');

select is(
  pg_temp.deeds(:a),
  '1 corrected, 2 name_hidden, 3 name_shown, 4 comment_approved, 5 comment_hidden, '
  '6 comment_shown, 7 comment_written, 8 comment_approved, 9 comment_refused, 10 comment_erased',
  'each deed is recorded once, in its order'
);
select results_eq(
  format('select slug collate "default", at, organization collate "default" from changes where id = %s and number = 1', :a),
  $$values ('deed', now(), null::text)$$,
  'and told to the organizers'
);
select is(pg_temp.act('hide', :b), 'done', 'a pending signature can be changed, too');
select is(pg_temp.act('correct', :held), 'done', 'and a held one');

select * from finish();
rollback;
