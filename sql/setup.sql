-- What `undersigned setup` needs before anything else; runs first, every time.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- For the rest of the transaction: the files name what they use without the schema, and in an
-- order in which some of it comes later.
set local search_path = undersigned, pg_temp;
set local check_function_bodies = off;
-- Who waits for a lock stands in the way of all that come later: signers wait no longer than this.
set local lock_timeout = '2s';

do $$
begin
  -- `create schema if not exists` asks for the right to create one even when it is there.
  if to_regnamespace('undersigned') is null then
    create schema undersigned;
    comment on schema undersigned is 'Petitions and their signatures';
  end if;

  if to_regclass('undersigned.migration') is null then
    create table undersigned.migration (
      number int primary key,
      name text not null,
      applied_at timestamptz not null default now()
    );
  end if;
end
$$;

comment on table undersigned.migration is 'The migrations that this schema has been through';
comment on column undersigned.migration.number is 'The number its file name begins with';
comment on column undersigned.migration.name is 'Its file name without number and ending';
comment on column undersigned.migration.applied_at is 'When it was applied';

-- The migrations that have been applied, oldest first.
-- Called by `undersigned setup`.
-- Returns one row per migration.
create or replace function undersigned.migration_list()
returns table (number int, name text)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select number, name from migration order by number;
$$;

revoke execute on function undersigned.migration_list() from public;
comment on function undersigned.migration_list() is 'The migrations that have been applied';

-- Remembers that a migration has been applied; twice is the same as once.
-- Called by `undersigned setup`, in the transaction of the migration.
-- Returns nothing.
create or replace function undersigned.migration_record(number int, name text)
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  insert into migration (number, name)
  values (migration_record.number, migration_record.name)
  on conflict do nothing;
$$;

revoke execute on function undersigned.migration_record(int, text) from public;
comment on function undersigned.migration_record(int, text) is
  'Remembers that a migration has been applied';

-- May this login create roles? A shared host gives a single role that may not.
-- Called by `undersigned setup`, to know whether roles.sql can do anything.
-- Returns one row.
create or replace function undersigned.role_check()
returns table (can_create boolean)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select rolsuper or rolcreaterole from pg_roles where rolname = current_user;
$$;

revoke execute on function undersigned.role_check() from public;
comment on function undersigned.role_check() is 'May this login create roles?';

-- The roles that may do no more than their part, and whether they are there.
-- Called by `undersigned setup` and roles.sql.
-- Returns one row per role.
create or replace function undersigned.role_list()
returns table (name text, made boolean)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select name, to_regrole(name) is not null
  from unnest(array[
    'undersigned_web', 'undersigned_courier', 'undersigned_organizer', 'undersigned_organization',
    'undersigned_share'
  ]) as name;
$$;

revoke execute on function undersigned.role_list() from public;
comment on function undersigned.role_list() is
  'The roles that may do no more than their part, and whether they are there';
