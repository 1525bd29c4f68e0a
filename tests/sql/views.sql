-- The views of the organizers: what they show, and what they never show.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
\ir helper.psql
select plan(15);

select petition_import(
  'views', 'es', '100', '2099-12-31', null, 'Uno', 'Target', 'Body', 'Letter', 'Line', null
);
select petition_import(
  'views', 'en', null, null, null, 'One', 'Target', 'Body', 'Letter', 'Line', null
);
select petition_import(
  'views', 'es', null, null, null, 'Un', 'Target', 'Body', 'Letter', 'Line', null
);
select id as petition from petition where slug = 'views' \gset
select pg_temp.sign(:petition, 'a', 'b', 'c', 'd', 'e', 'f');
select pg_temp.confirm(:petition, 'a', 'b', 'c');
update signature set show_name = false where petition_id = :petition and address = 'b';
update signature set confirmed_at = '2024-02-29 12:00', source = null, family_name = ''
where petition_id = :petition and address in ('c', 'd');
update signature set state = 'held' where petition_id = :petition and address = 'e';
update signature set state = 'withdrawn' where petition_id = :petition and address = 'f';

-- petitions
select results_eq(
  $$
    select
      title, target, languages::text collate "default", state, confirmation, goal, closes_on,
      confirmed, created_at
    from petitions where slug = 'views'
  $$,
  $$
    values (
      'Un', 'Target', '{es,en}', 'open', 'required', 100, date '2099-12-31', 3::bigint, now()
    )
  $$,
  'petitions: a row each, with the newest words of the first language'
);

-- signatures
select results_eq(
  $$
    select
      public_name, revision, language collate "default", postal_code, country, comment, source,
      signed_at, confirmed_at
    from signatures where slug = 'views' order by confirmed_at desc, public_name
  $$,
  $$
    values
      ('a Signer', 1, 'en', '10025', 'US', 'A comment', 'mail', now(), now()),
      (null, 1, 'en', '10025', 'US', 'A comment', 'mail', now(), now()),
      ('c', 1, 'en', '10025', 'US', 'A comment', null, now(), '2024-02-29 12:00')
  $$,
  'signatures: the confirmed ones, with the name where the signer allows that'
);
select hasnt_column('undersigned', 'signatures', 'address', 'signatures: no address');
select hasnt_column('undersigned', 'signatures', 'address_key', 'signatures: nor a key of it');
select hasnt_column('undersigned', 'signatures', 'nonce', 'signatures: nothing that makes a link');
select hasnt_column('undersigned', 'signatures', 'given_name', 'signatures: no name as it is');
select hasnt_column('undersigned', 'signatures', 'family_name', 'signatures: nor its other half');
select is(
  (
    select array_agg(distinct id)
    from signatures where slug = 'views' and public_name is null
  ),
  array[pg_temp.signature_of(:petition, 'b')],
  'signatures: a name is missing only where the signer wants that'
);
create function pg_temp.overhear(words text) returns boolean
language plpgsql cost 0.0001 as $$
begin
  raise exception 'overheard %', words;
end
$$;
update signature set comment = 'secret' where petition_id = :petition and state <> 'confirmed';
select lives_ok(
  $$
    select from signatures
    where case when comment = 'secret' then pg_temp.overhear(comment) else true end
  $$,
  'signatures: a condition never meets what the view leaves out'
);

-- signatures_by_day
select results_eq(
  $$select day, confirmed from signatures_by_day where slug = 'views' order by day$$,
  $$values (date '2024-02-29', 1::bigint), (current_date, 2)$$,
  'signatures_by_day: confirmed signatures on each day'
);

-- signatures_by_source
select results_eq(
  $$
    select source, confirmed, pending
    from signatures_by_source where slug = 'views' order by source
  $$,
  $$values ('mail', 2::bigint, 0::bigint), (null, 1, 1)$$,
  'signatures_by_source: confirmed and pending signatures of each source'
);

-- outbox_health
create function pg_temp.quarter() returns timestamptz
language sql stable as $$
  select date_bin('15 minutes', now(), 'epoch');
$$;
update outbox set state = 'sent', attempts = 3, failures = 2, settled_at = now()
where signature_id = pg_temp.signature_of(:petition, 'a');
update outbox set due_at = now() + interval '1 hour', owed_at = '2024-02-29'
where signature_id = pg_temp.signature_of(:petition, 'b');
update outbox set due_at = now() + interval '1 minute', attempts = 1
where signature_id = pg_temp.signature_of(:petition, 'c');
select results_eq(
  $$
    select kind, state, dead_for, mails, most_failures::int, oldest_at, settled_at, next_at - now()
    from outbox_health where slug = 'views' order by state
  $$,
  $$
    values
      ('confirmation', 'due', null, 3::bigint, 0, now(), null::timestamptz, interval '0'),
      ('confirmation', 'sent', null, 1, null, null, pg_temp.quarter(), null),
      ('confirmation', 'under way', null, 1, 0, now(), null, interval '1 minute'),
      ('confirmation', 'waiting', null, 1, 0, '2024-02-29', null, interval '1 hour')
  $$,
  'outbox_health: mails of each kind and state'
);

-- All of them.
select views_are(
  'undersigned',
  '{bounces,changes,comments_waiting,consents,consents_by_day,deliveries,funnel,'
  'funnel_by_area,funnel_by_country,funnel_by_day,funnel_by_hour,funnel_by_language,'
  'funnel_by_source,held_by_reason,held_signatures,organizations,outbox_health,'
  'paper_signatures,petitions,public_names,removals,revisions,shared_signatures,'
  'signatures,signatures_by_day,signatures_by_hour,signatures_by_source,summary_item}',
  'there are no other views'
);
select is_empty(
  $$
    select table_name, column_name
    from information_schema.columns
    join information_schema.views using (table_schema, table_name)
    where table_schema = 'undersigned'
      -- What organizations may have.
      and table_name <> 'shared_signatures'
      and column_name ~ 'address|nonce|given_name|family_name|reply'
  $$,
  'no view shows an address, a name as it is, what makes a link, or what a relay said'
);
select is_empty(
  $$
    select table_name from information_schema.views
    where table_schema = 'undersigned' and is_updatable = 'YES'
  $$,
  'nothing is to be written through them'
);

select * from finish();
rollback;
