-- Before a database in use is changed: all of it is locked at once, or nothing is.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- What follows waits for nobody any more while others wait for it, so that nobody is chosen to end
-- a deadlock. Who cannot have all locks in less than deadlock_timeout, a second, begins anew:
-- `undersigned setup` tries again.

do $$
declare
  relation regclass;
begin
  -- A vacuum gives way to who has waited for a second. Nothing else is held meanwhile.
  for relation in
    select pg_locks.relation::regclass
    from pg_locks
    join pg_class on pg_class.oid = pg_locks.relation
    where relnamespace = to_regnamespace('undersigned')
      and relkind in ('r', 'p')
      and mode = 'ShareUpdateExclusiveLock'
      and pid <> pg_backend_pid()
    limit 1
  loop
    execute format('lock table %s in access exclusive mode', relation);
  end loop;
end
$$;

set local statement_timeout = '800ms';

do $$
declare
  relation regclass;
begin
  for relation in
    select oid::regclass from pg_class
    where relnamespace = to_regnamespace('undersigned') and relkind in ('r', 'p', 'v')
    order by relkind, oid
  loop
    execute format('lock table %s in access exclusive mode', relation);
  end loop;
end
$$;

set local statement_timeout to default;
