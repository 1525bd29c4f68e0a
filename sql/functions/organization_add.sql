-- Finds an organization by its name, or makes it with a slug that no other has.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by petition_import.
-- Returns the id of the organization.

create or replace function undersigned.organization_add(name text)
returns bigint
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  words text := coalesce(nullif(slug_make(name), ''), 'organization');
  wanted text := words;
  turn int := 1;
  added bigint;
begin
  select id into added from organization where organization.name = organization_add.name;
  if found then
    return added;
  end if;

  while exists (select from organization where slug = wanted) loop
    turn := turn + 1;
    wanted := words || '-' || turn;
  end loop;

  insert into organization (name, slug)
  values (organization_add.name, wanted)
  returning id into added;
  return added;
end
$$;

revoke execute on function undersigned.organization_add(text) from public;
comment on function undersigned.organization_add(text) is
  'Finds an organization by its name, or makes it with a slug that no other has';
