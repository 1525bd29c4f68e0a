-- The signatures of a petition that a condition would remove.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by removal_count and removal_make, which locks them: in the order of their key, so that
-- nobody waits in a circle. Reads every signature of the petition: for organizers, who wait.
-- An unknown key of the condition is an error, and so is an empty condition: it would be everybody;
-- and a domain of one signature, which would be asked for, not removed. Nor is a name that is hidden
-- an organizer's to find out, letter by letter: it is the owner's of the schema.
-- Returns one row per signature, in the order of their ids; none for a petition that was not granted.

create or replace function undersigned.removal_find(slug text, condition jsonb, lock boolean)
returns table (petition_id bigint, id bigint, state undersigned.signature_state)
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
#variable_conflict use_column
declare
  searched constant bigint := (
    select id from petition where petition.slug = removal_find.slug and petition_granted(id)
  );
  known constant text[] := '{source,language,country,domain,held_for,state,postal_code,name,'
    'comment,since,until,ids}';
  any_name constant boolean := not condition ? 'name' or pg_has_role(
    reader_name()::name,
    (select nspowner from pg_namespace where nspname = 'undersigned'),
    'usage'
  );
begin
  if condition ?& '{ids,domain}' then
    raise exception 'a condition has ids or a domain, not both';
  end if;
  if jsonb_strip_nulls(condition) = '{}' or exists (
    select from jsonb_object_keys(condition) as key where key <> all (known)
  ) then
    raise exception 'a condition has some of %', array_to_string(known, ', ');
  end if;

  if lock then
    perform
    from signature
    where signature.petition_id = searched
      and state in ('pending', 'confirmed', 'held')
      and (any_name or show_name)
      and signature_matches(signature, condition)
    order by id
    for update;
  end if;

  return query
  select petition_id, id, state
  from signature
  where signature.petition_id = searched
    and state in ('pending', 'confirmed', 'held')
    and (any_name or show_name)
    and signature_matches(signature, condition)
  order by id;
end
$$;

revoke execute on function undersigned.removal_find(text, jsonb, boolean) from public;
comment on function undersigned.removal_find(text, jsonb, boolean) is
  'The signatures of a petition that a condition would remove';
