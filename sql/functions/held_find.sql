-- The held signatures of a petition, by what they are held for.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by held_count, held_release and held_remove. held_for null: whatever it is. None is found of
-- a petition that the role that asks may not read.
-- Returns one row per signature, locked if `lock`, so that none is released twice.

create or replace function undersigned.held_find(slug text, held_for text, lock boolean)
returns table (petition_id bigint, id bigint)
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  if lock then
    perform
    from signature
    join petition on petition.id = signature.petition_id
    where petition.slug = held_find.slug
      and petition_granted(petition.id)
      and signature.held_for is not null
      and signature.state = 'held'
      and (held_find.held_for is null or signature.held_for = held_find.held_for)
    order by signature.petition_id, signature.id
    for update of signature;
  end if;

  return query
  select signature.petition_id, signature.id
  from signature
  join petition on petition.id = signature.petition_id
  where petition.slug = held_find.slug
    and petition_granted(petition.id)
    and signature.held_for is not null
    and signature.state = 'held'
    and (held_find.held_for is null or signature.held_for = held_find.held_for)
  order by signature.petition_id, signature.id;
end
$$;

revoke execute on function undersigned.held_find(text, text, boolean) from public;
comment on function undersigned.held_find(text, text, boolean) is
  'The held signatures of a petition, by what they are held for';
