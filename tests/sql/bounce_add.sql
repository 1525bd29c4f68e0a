-- bounce_add: what follows from a report, and what does not.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(25);

select pg_temp.petition('bounce') as petition \gset
select pg_temp.petition('other') as other \gset
select pg_temp.sign(:petition, 'gone', 'full', 'angry', 'slow', 'erased', 'asked');
select pg_temp.sign(:other, 'full');

create function pg_temp.report(
  petition_id bigint, address text, mail int, kind text, most int default 3
) returns text
language sql as $$
  select outcome
  from bounce_add(
    petition_id, pg_temp.signature_of(petition_id, address) * 1000 + mail, kind, '4.2.2', most
  );
$$;

create function pg_temp.suppressed(address text) returns text
language sql as $$
  select reason::text from suppression where address_key = pg_temp.key(address);
$$;

-- refused
select is(pg_temp.report(:petition, 'gone', 0, 'refused'), 'suppressed', 'refused: suppressed');
select is(pg_temp.suppressed('gone'), 'bounced', 'as bounced');
select is(pg_temp.report(:petition, 'gone', 0, 'refused'), 'unchanged', 'twice is once');
select is(pg_temp.report(:petition, 'gone', 0, 'delayed'), 'unchanged', 'less changes nothing');
select results_eq(
  $$
    select kind::text, status, reported_at
    from bounce
    where mail_id = pg_temp.signature_of(petition_id, 'gone') * 1000
  $$,
  $$values ('refused', '4.2.2', now())$$,
  'the report is kept'
);

-- failed
select is(pg_temp.report(:petition, 'full', 0, 'failed'), 'counted', 'failed: counted');
select is(pg_temp.report(:petition, 'full', 0, 'failed'), 'unchanged', 'a mail counts once');
select is(pg_temp.report(:petition, 'full', 1, 'failed'), 'counted', 'the next one, too');
select is(pg_temp.suppressed('full'), null, 'so many do no harm');
select is(
  pg_temp.report(:other, 'full', 0, 'failed'), 'suppressed',
  'one more is too many, under whichever petition'
);
select is(pg_temp.suppressed('full'), 'bounced', 'and suppresses');

-- delayed
select is(pg_temp.report(:petition, 'slow', 0, 'delayed'), 'counted', 'delayed: counted');
select pg_temp.report(:petition, 'slow', mail, 'delayed') from generate_series(1, 9) as mail;
select is(pg_temp.suppressed('slow'), null, 'and never suppresses');
select pg_temp.report(:petition, 'slow', mail, 'failed', 0) from generate_series(0, 9) as mail;
select is(pg_temp.suppressed('slow'), null, 'nor do failures where that is off');
update bounce set reported_at = now() - interval '31 days';
select is(
  pg_temp.report(:petition, 'slow', 10, 'failed'), 'counted', 'failures of old days are forgotten'
);

-- complained
select is(pg_temp.report(:petition, 'angry', 0, 'complained'), 'suppressed', 'a complaint');
select is(pg_temp.suppressed('angry'), 'complained', 'is one');
select is(pg_temp.report(:petition, 'gone', 0, 'complained'), 'suppressed', 'after a refusal');
select is(pg_temp.suppressed('gone'), 'complained', 'it is what is known');
insert into suppression (address_key, reason) values (pg_temp.key('asked'), 'disowned');
select is(
  pg_temp.report(:petition, 'asked', 0, 'complained'), 'counted', 'of who has disowned it'
);
select is(pg_temp.suppressed('asked'), 'disowned', 'it changes nothing');

-- nothing left
update signature set address = null, address_key = null, state = 'removed'
where petition_id = :petition and address = 'erased';
select is(
  (
    select outcome
    from bounce_add(
      :petition, (select id from signature where petition_id = :petition and state = 'removed')
        * 1000, 'refused', '5.1.1', 3
    )
  ),
  'unknown', 'an erased signature'
);
select is(
  (select outcome from bounce_add(:petition, 999999999000, 'refused', '5.1.1', 3)),
  'unknown', 'a mail of no signature'
);
select is((select count(*) from bounce where status = '5.1.1'), 0::bigint, 'nothing is kept of it');

-- bounces
select results_eq(
  $$select kind, mails from bounces where slug = 'other'$$, $$values ('failed', 1::bigint)$$,
  'bounces: counts them'
);

select * from finish();
rollback;
