-- How many bytes the tables and indexes take for each signature.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- psql "$PGURI" -f tests/bench/size.sql, after tests/bench/crowd.sql; see doc/scaling.md.

\set ON_ERROR_STOP on
vacuum analyze;

select
  relname as "table",
  reltuples::bigint as rows,
  round(pg_table_size(oid)::numeric / total.signatures) as "table, bytes a signature",
  round(pg_indexes_size(oid)::numeric / total.signatures) as "indexes, bytes a signature"
from pg_class
cross join (select greatest(count(*), 1) as signatures from undersigned.signature) as total
where relnamespace = 'undersigned'::regnamespace
  and relkind = 'r'
  and pg_total_relation_size(oid) > total.signatures
order by pg_total_relation_size(oid) desc;

select
  indexrelname as "index",
  round(pg_relation_size(indexrelid)::numeric / total.signatures) as "bytes a signature"
from pg_stat_user_indexes
cross join (select greatest(count(*), 1) as signatures from undersigned.signature) as total
where schemaname = 'undersigned' and pg_relation_size(indexrelid) > total.signatures
order by 2 desc;
