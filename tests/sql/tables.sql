-- What every table keeps to, so that it can move to a bigger engine and be written without waiting.
-- SPDX-License-Identifier: AGPL-3.0-or-later

begin;
create extension if not exists pgtap with schema public;
select plan(9);

select tables_are(
  'undersigned',
  '{migration,bounce,petition,revision,organization,petition_organization,signature,outbox,'
  'tally,petition_change,removal,petition_reader,organization_login,'
  'stale,summary,summary_block,suppression,meter,event,'
  'milestone,wording,consent,change,image,relay,handover,announcement,announcement_text,'
  'reminder,paper,paper_sheet,delivery,delivered}',
  'the tables are these'
);
select is_empty(
  $$
    select relname from pg_class
    where relnamespace = 'undersigned'::regnamespace and relkind = 'r'
      and not exists (select from pg_index where indrelid = pg_class.oid and indisprimary)
  $$,
  'every table has a primary key'
);
select is_empty(
  $$
    select indexrelid::regclass
    from pg_index
    where indisunique
      and indrelid in (
        'undersigned.revision'::regclass, 'undersigned.petition_organization'::regclass,
        'undersigned.signature'::regclass, 'undersigned.outbox'::regclass,
        'undersigned.tally'::regclass, 'undersigned.consent'::regclass
      )
      and not exists (
        select from pg_attribute
        where attrelid = indrelid and attname = 'petition_id' and attnum = any (indkey)
      )
  $$,
  'the unique keys of what belongs to a petition hold its id'
);
select is_empty(
  $$
    select conname from pg_constraint
    where contype in ('f', 'c', 'x', 't')
      and conrelid in (
        'undersigned.signature'::regclass, 'undersigned.outbox'::regclass,
        'undersigned.tally'::regclass, 'undersigned.consent'::regclass
      )
  $$,
  'what is written most has no foreign keys or checks'
);
select is_empty(
  $$
    select tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
    where relnamespace = 'undersigned'::regnamespace and not tgisinternal
  $$,
  'there are no triggers'
);
select is_empty(
  $$
    select conname from pg_constraint
    where connamespace = 'undersigned'::regnamespace and (condeferrable or contype = 'x')
  $$,
  'no constraint is deferrable or excludes'
);
select is_empty(
  $$
    select indexrelid::regclass
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace = 'undersigned'::regnamespace and indexprs is not null
  $$,
  'no index holds an expression'
);
select is_empty(
  $$
    select indexrelid::regclass
    from pg_index
    join pg_class on pg_class.oid = indrelid
    cross join unnest(indcollation::oid[]) as collation_id
    join pg_collation on pg_collation.oid = collation_id
    where relnamespace = 'undersigned'::regnamespace and collname <> 'C'
  $$,
  'no index depends on a locale'
);
select is_empty(
  $$
    select proname from pg_proc
    where pronamespace = 'undersigned'::regnamespace
      and prosrc ~* 'advisory|notify|listen|set_config|^\s*set |clock_timestamp|temp(orary)? table'
  $$,
  'no function locks, signals or keeps anything for the session'
);

select * from finish();
rollback;
