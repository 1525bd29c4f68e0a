-- What organizers ask of signatures that are counted: funnels, organizations, consents, removals.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(38);

select petition_import(
  'funnel', 'en', null, null, null, 'Title', 'Target', 'Body', 'Letter', 'Line', '{Alpha,Beta}'
);
select id as petition from petition where slug = 'funnel' \gset
update petition set time_zone = 'Asia/Kathmandu' where id = :petition;
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd', 'e', 'f', 'g');
-- 18:14 in Greenwich is 23:59 in Kathmandu, a minute later it is tomorrow.
update signature set
  signed_at = '2024-02-28 18:14:59 UTC', source = 'alpha', language = 'es', country = 'GB',
  postal_code = 'SW1A 1AA'
where petition_id = :petition and address in ('a', 'b');
update signature set signed_at = '2024-02-28 18:15 UTC', source = null, country = 'DE',
  postal_code = 'D-80331'
where petition_id = :petition and address = 'c';
update signature set state = 'held', held_for = 'network', mails = 0
where petition_id = :petition and address in ('d', 'e');
select array_agg(outcome)
from outbox_claim(1, 900) as claimed
cross join lateral outbox_settle(
  array[claimed.petition_id], array[claimed.id], array[claimed.attempt], '{sent}', '{250}', '{ok}'
);
select pg_temp.confirm(:petition, 'a', 'b', 'c', 'f');
update signature set confirmed_at = '2024-02-28 18:16 UTC'
where petition_id = :petition and address = 'b';
select consented.outcome
from (
  values ('a', 'alpha'), ('b', 'alpha'), ('g', 'alpha'), ('a', 'beta'), ('f', ''), ('b', 'beta')
) as given (address, organization)
cross join lateral consent_set(
  :petition, pg_temp.signature_of(:petition, address), 7, organization, true, 1, 'en', null
) as consented;
select outcome from consent_set(
  :petition, pg_temp.signature_of(:petition, 'b'), 7, 'beta', false, 1, 'en', null
);
select pg_temp.signature_of(:petition, 'f') as f, pg_temp.signature_of(:petition, 'e') as e \gset
select outcome from signature_withdraw(:petition, :f, 7);
select signature_remove(:petition, :e, 'a flood');

create function pg_temp.right_now(turn text) returns setof text
language plpgsql as $$
begin
  return next results_eq(
    $q$
      select submitted, pending, confirmed, held, withdrawn, removed from funnel
      where slug = 'funnel'
    $q$,
    'values (7::bigint, 1::bigint, 3::bigint, 1::bigint, 1::bigint, 1::bigint)',
    turn || ': funnel'
  );
  return next ok(
    (select mailed between 4 and 5 from funnel where slug = 'funnel'),
    turn || ': mailed are those who confirmed and those whose mail was taken'
  );
  return next results_eq(
    $q$
      select hour, submitted, confirmed from funnel_by_hour
      where slug = 'funnel' and hour < '2024-03-01' order by hour
    $q$,
    $q$
      values
        ('2024-02-28 23:00'::timestamp, 2::bigint, 2::bigint), ('2024-02-29 00:00', 1, 1)
    $q$,
    turn || ': funnel_by_hour has the hours of the petition'
  );
  return next results_eq(
    $q$
      select day, submitted, confirmed from funnel_by_day
      where slug = 'funnel' and day < '2024-03-01' order by day
    $q$,
    $q$values ('2024-02-28'::date, 2::bigint, 2::bigint), ('2024-02-29', 1, 1)$q$,
    turn || ': funnel_by_day, too'
  );
  return next results_eq(
    $q$
      select source, organization collate "default", submitted, confirmed from funnel_by_source
      where slug = 'funnel' order by source
    $q$,
    $q$
      values
        ('alpha', 'Alpha', 2::bigint, 2::bigint), ('mail', null, 2, 0), (null, null, 3, 1)
    $q$,
    turn || ': funnel_by_source, beside organizations'
  );
  return next results_eq(
    $q$
      select language, submitted, confirmed from funnel_by_language
      where slug = 'funnel' order by 1
    $q$,
    $q$values ('en', 5::bigint, 1::bigint), ('es', 2, 2)$q$,
    turn || ': funnel_by_language'
  );
  return next results_eq(
    $q$
      select country, submitted, confirmed from funnel_by_country where slug = 'funnel' order by 1
    $q$,
    $q$values ('DE', 1::bigint, 1::bigint), ('GB', 2, 2), ('US', 2, 0), (null, 2, 0)$q$,
    turn || ': funnel_by_country'
  );
  return next results_eq(
    $q$
      select country, area, submitted from funnel_by_area where slug = 'funnel' order by 1, 2
    $q$,
    $q$
      values ('DE', '80', 1::bigint), ('GB', 'SW1A', 2), ('US', '100', 2), (null, null, 2)
    $q$,
    turn || ': funnel_by_area'
  );
  return next results_eq(
    $q$
      select day, confirmed from signatures_by_day
      where slug = 'funnel' and day < '2024-03-01'
    $q$,
    $q$values ('2024-02-29'::date, 1::bigint)$q$,
    turn || ': signatures_by_day'
  );
  return next results_eq(
    $q$
      select hour, confirmed from signatures_by_hour
      where slug = 'funnel' and hour < '2024-03-01'
    $q$,
    $q$values ('2024-02-29 00:00'::timestamp, 1::bigint)$q$,
    turn || ': signatures_by_hour'
  );
  return next results_eq(
    $q$
      select organization collate "default", name collate "default", submitted, confirmed, consents
      from organizations where slug = 'funnel' order by position
    $q$,
    $q$
      values ('alpha', 'Alpha', 2::bigint, 2::bigint, 2::bigint), ('beta', 'Beta', 0, 0, 1)
    $q$,
    turn || ': organizations'
  );
  return next results_eq(
    $q$
      select organization collate "default", given, revoked, waiting, live
      from consents where slug = 'funnel' order by 1
    $q$,
    $q$
      values
        ('alpha', 3::bigint, 0::bigint, 1::bigint, 2::bigint), ('beta', 2, 1, 0, 1),
        (null, 1, 1, 0, 0)
    $q$,
    turn || ': consents'
  );
  return next results_eq(
    $q$
      select organization collate "default", day, given, revoked
      from consents_by_day where slug = 'funnel' order by 1
    $q$,
    $q$
      select organization, (now() at time zone 'Asia/Kathmandu')::date, given, revoked
      from (values ('alpha', 3::bigint, 0::bigint), ('beta', 2, 1), (null, 1, 1))
        as consents (organization, given, revoked)
    $q$,
    turn || ': consents_by_day'
  );
  return next is(
    (select array_agg(public_name order by public_name) from comments_waiting where slug = 'funnel'),
    '{a Signer,b Signer,c Signer}', turn || ': comments_waiting'
  );
  return next results_eq(
    $q$select held_for, held from held_by_reason where slug = 'funnel'$q$,
    $q$values ('network', 1::bigint)$q$, turn || ': held_by_reason'
  );
  return next is(
    (select count(*) from held_signatures where slug = 'funnel'), 1::bigint,
    turn || ': held_signatures'
  );
end
$$;

select pg_temp.right_now('while changes are fresh');
do $$
begin
  while (select blocks from summary_refresh()) > 0 loop null; end loop;
end
$$;
select pg_temp.right_now('once they are summed up');

select comment_approve('funnel', pg_temp.signature_of(:petition, 'a'));
select pg_temp.signature_of(:petition, 'b') as b \gset
update signature set show_name = false where petition_id = :petition and id = :b;
select results_eq(
  $$select name, country, area, comment from public_names where slug = 'funnel' order by name$$,
  $$values ('a Signer', 'GB', 'SW1A', 'A comment'), ('c Signer', 'DE', '80', null)$$,
  'public_names: of confirmed signers who show theirs; with comments that are approved'
);
select is(
  (select array_agg(public_name order by public_name) from comments_waiting where slug = 'funnel'),
  '{c Signer,null}', 'comments_waiting: no longer once it is approved'
);
select results_eq(
  $$select id, deed, by_whom, reason from removals where slug = 'funnel' order by deed$$,
  format(
    $$values (%s::bigint, 'removed', %L, 'a flood'), (%s, 'withdrawn', 'signer', null)$$,
    :e, session_user, :f
  ),
  'removals: what ceased to be, by whom and why'
);
select results_eq(
  $$
    select deed, by_role, reason from changes
    where slug = 'funnel' and deed in ('removed', 'withdrawn') order by deed
  $$,
  format(
    $$values ('removed', %1$L, 'a flood'), ('withdrawn', %1$L, null)$$, session_user
  ),
  'changes: with the role'
);
select results_eq(
  $$
    select revision, language collate "default", title, current from revisions
    where slug = 'funnel'
  $$,
  $$values (1, 'en', 'Title', true)$$,
  'revisions'
);
select is(
  (select array_agg(postal_area(country, code) order by place)
  from (
    values
      (1, 'US', '10025-1234'), (2, 'US', '100'), (3, 'CA', 'k1a 0b1'), (4, 'CA', 'K1A'),
      (5, 'GB', 'm1 1ae'), (6, 'GB', 'M1'), (7, 'DE', 'D-80331'), (8, 'DE', '80'), (9, 'FR', null),
      (10, null, '12345'), (11, 'NL', '1011 AB'), (12, 'US', '')
  ) as given (place, country, code)),
  '{100,100,K1A,K1A,M1,M1,80,80,"",12,10,""}',
  'postal_area: of each country, and of itself'
);

select * from finish();
rollback;
