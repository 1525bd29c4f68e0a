-- petition_turn, petition_set, petition_copy: a petition's life, and what is remembered of it.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(57);

select pg_temp.petition('life') as petition \gset

create function pg_temp.turn(deed text, reason text default '') returns text
language sql as $$
  select outcome || ' ' || state from petition_turn('life', deed, reason);
$$;
-- Puts it there, whatever it was before.
create function pg_temp.put(state text, closes_on date default null) returns void
language sql as $$
  update petition set state = put.state::petition_state, closes_on = put.closes_on
  where slug = 'life';
$$;
create function pg_temp.tried(state text, closes_on date default null) returns text[]
language plpgsql as $$
declare
  deed text;
  said text[];
begin
  foreach deed in array '{open,pause,close,reopen,retire}'::text[] loop
    perform pg_temp.put(state, closes_on);
    said := said || pg_temp.turn(deed);
  end loop;
  return said;
end
$$;

-- Every deed from every state.
select is(
  pg_temp.tried('open'),
  '{unchanged open,done paused,done closed,unchanged open,done retired}', 'from open'
);
select is(
  pg_temp.tried('paused'),
  '{done open,unchanged paused,done closed,other paused,done retired}', 'from paused'
);
select is(
  pg_temp.tried('closed'),
  '{other closed,other closed,unchanged closed,done open,done retired}', 'from closed'
);
select is(
  pg_temp.tried('retired'),
  '{other retired,other retired,other retired,done open,unchanged retired}', 'from retired'
);
select is(
  pg_temp.tried('open', '2026-01-01'),
  '{other closed,other closed,unchanged closed,done open,done retired}', 'when its day is over'
);
select is(
  pg_temp.tried('paused', '2026-01-01'),
  '{other closed,other closed,unchanged closed,done open,done retired}',
  'also when it was paused before'
);
select pg_temp.put('retired', '2026-01-01');
select is(
  (select state from petition_find('life')), 'retired', 'what is retired stays so after its day'
);
select is(pg_temp.turn('reopen'), 'done open', 'reopened');
select is(
  (select closes_on from petition where slug = 'life'), null, 'a day that is over is forgotten'
);
select pg_temp.put('closed', (now() at time zone 'UTC')::date + 7);
select is(pg_temp.turn('reopen'), 'done open', 'closed before its day, and reopened');
select isnt(
  (select closes_on from petition where slug = 'life'), null, 'a day to come is not forgotten'
);
select is(
  (select outcome from petition_turn('life', 'burn')), 'unknown', 'there is no other deed'
);
select is((select outcome from petition_turn('nothing', 'close')), 'unknown', 'nor petition');
update petition set erased_at = now(), state = 'closed' where slug = 'life';
select is(pg_temp.turn('reopen'), 'erased closed', 'what was erased is not signed again');
select is(pg_temp.turn('retire'), 'done retired', 'but can be retired');
update petition set erased_at = null where slug = 'life';

-- What is remembered.
delete from petition_change where petition_id = :petition;
select pg_temp.put('open');
select is(pg_temp.turn('pause', 'a mistake in the text'), 'done paused', 'pause, with a reason');
select is(pg_temp.turn('pause', 'again'), 'unchanged paused', 'again');
select is(pg_temp.turn('open'), 'done open', 'open');
select results_eq(
  format('select number, deed, detail, by_role = session_user, at from petition_change
    where petition_id = %s order by number', :petition),
  $$
    values
      (1, 'pause', 'a mistake in the text', true, now()),
      (2, 'open', '', true, now())
  $$,
  'each change is kept once, with reason, login and time'
);

-- What is signed, and where it is shown, in each state.
create function pg_temp.seen() returns text
language sql as $$
  select concat_ws(
    ' ',
    (pg_temp.sign((select id from petition where slug = 'life'), gen_random_uuid()::text))[1],
    (select state from petitions where slug = 'life'),
    (select count(*) from petition_list() where slug = 'life'),
    (select count(*) from petition_list(true) where slug = 'life'),
    (select count(*) from milestone_list('life') where deed = 'closed')
  );
$$;
select is(pg_temp.seen(), 'added open 1 1 0', 'open: signed and listed');
select pg_temp.turn('pause');
select is(pg_temp.seen(), 'paused paused 0 1 0', 'paused: neither');
select pg_temp.turn('close');
select is(pg_temp.seen(), 'closed closed 1 1 1', 'closed: listed, and told of');
select pg_temp.turn('retire');
select is(pg_temp.seen(), 'closed retired 0 1 0', 'retired: gone');
select pg_temp.turn('reopen');
select is(pg_temp.seen(), 'added open 1 1 0', 'reopened: all of it again');

-- What was signed before can be confirmed in every state.
select pg_temp.sign(:petition, 'one', 'two', 'three', 'four');
select pg_temp.put('paused');
select is(pg_temp.confirm(:petition, 'one'), '{confirmed}', 'confirmed while it is paused');
select pg_temp.put('closed');
select is(pg_temp.confirm(:petition, 'two'), '{confirmed}', 'closed');
select pg_temp.put('retired');
select is(pg_temp.confirm(:petition, 'three'), '{confirmed}', 'or retired');
select pg_temp.put('paused');
select signature_withdraw(:petition, pg_temp.signature_of(:petition, 'one'), 7);
select is(
  (
    select outcome from signature_sign_again(
      :petition, pg_temp.signature_of(:petition, 'one'), 7, pg_temp.key('one'), 'one', 'A', 'B',
      '10025', 'US', true
    )
  ),
  'closed', 'what was withdrawn is not given again while it is paused'
);

-- Settings.
create function pg_temp.set_one(setting text, value text) returns text
language sql as $$
  select concat_ws(' ', outcome, stands) from petition_set('life', setting, value);
$$;
select is(pg_temp.set_one('Goal', '5000'), 'done 5000', 'a goal');
select is(pg_temp.set_one('goal', '5000'), 'unchanged 5000', 'in any case, and once');
select is(pg_temp.set_one('GOAL', '5000 rising'), 'done 5000 rising', 'one that rises');
select is(pg_temp.set_one('Goal', 'none'), 'done none', 'none');
select is(
  (select goal_rises from petition where slug = 'life'), false, 'so that nothing rises any more'
);
select is(pg_temp.set_one('Goal', 'many'), 'setting none', 'no number');
select is(pg_temp.set_one('Closes', '2099-12-31'), 'done 2099-12-31', 'a last day');
select is(pg_temp.set_one('Closes', 'none'), 'done none', 'none');
select throws_ok(
  $$select petition_set('life', 'Closes', '2099-02-30')$$, '22008', null, 'no day of the calendar'
);
select is(pg_temp.set_one('Confirmation', 'none'), 'done none', 'no confirmation');
select is(pg_temp.set_one('Confirmation', 'required'), 'done required', 'one again');
select is(pg_temp.set_one('Confirmation', 'perhaps'), 'setting required', 'nothing between');
select is(pg_temp.set_one('State', 'open'), 'setting', 'what is no setting');
select is(pg_temp.set_one('Time-Zone', 'Asia/Kolkata'), 'done Asia/Kolkata', 'a time zone');
select is(pg_temp.set_one('Time-Zone', 'Amazonia'), 'setting Asia/Kolkata', 'one that is none');
select is(pg_temp.set_one('Erases', '2026-12-31'), 'done 2026-12-31', 'an earlier day of erasure');
select is(
  pg_temp.set_one('Erases', '2099-12-31'), 'promised 2026-12-31', 'no later one: it was promised'
);
select throws_ok(
  $$
    select petition_import(
      'life', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', '[Your Name]', null,
      '2099-12-31'
    )
  $$,
  'P0001', null, 'neither by a file'
);
select pg_temp.petition('unsigned');
select is(
  (select outcome from petition_set('unsigned', 'Erases', '2099-12-31')), 'done',
  'nobody has signed yet: any day'
);
select is((select outcome from petition_set('nothing', 'Goal', '1')), 'unknown', 'no petition');
select results_eq(
  format('select deed, detail from petition_change where petition_id = %s and deed = ''set''
    order by number limit 2', :petition),
  $$values ('set', 'Goal 5000'), ('set', 'Goal 5000 rising')$$,
  'settings are remembered, too'
);

-- A copy.
select petition_import(
  'life', 'en', '100 rising', null, 'none', 'New title', 'Target', 'Body', 'Letter', '[Your Name]',
  '{One,Two}'
);
select petition_import(
  'life', 'es', null, null, null, 'Título', 'Target', 'Cuerpo', 'Carta', '[Su nombre]', null
);
select image_set('life', 'en', 'png', 1200, 630, true, false, '', '\x89504e47');
select is((select outcome from petition_copy('life', 'life-2')), 'copied', 'copied');
select is((select outcome from petition_copy('life', 'life-2')), 'taken', 'once');
select is((select outcome from petition_copy('life', 'unsigned')), 'taken', 'over no other one');
select is((select outcome from petition_copy('nothing', 'new')), 'unknown', 'of none');
select results_eq(
  $$
    select state, goal, confirmation, confirmed, closes_on, erase_on, revision, language, title
    from petition_find('life-2')
  $$,
  $$
    values
      ('paused', 100, 'none', 0::bigint, null::date,
        (now() at time zone 'UTC' + interval '2 years')::date, 1, 'en', 'New title'),
      ('paused', 100, 'none', 0, null, (now() at time zone 'UTC' + interval '2 years')::date, 2,
        'es', 'Título')
  $$,
  'paused, with the current words and the goal, without signatures and days'
);
select results_eq(
  $$
    select organizations.name from petition, petition_organizations(id) as organizations
    where petition.slug = 'life-2'
  $$,
  $$values ('One'), ('Two')$$,
  'its organizations'
);
select is(
  (select count(*)::int from petition join image on petition_id = id where slug = 'life-2'), 1,
  'and its image'
);
select is(
  (
    select deed || ' ' || detail from petition join petition_change on petition_id = id
    where slug = 'life-2'
  ),
  'copied life', 'it is remembered where it came from'
);

select * from finish();
rollback;
