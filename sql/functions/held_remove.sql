-- Erases all held signatures of a petition that are held for one thing.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers and `undersigned held`, with the number that held_count has shown them:
-- what has come since is not to be removed unseen. held_for null: whatever it is.
-- Returns the outcome and a number:
--   removed  all of them
--   changed   none: there are so many now, another number than expected

create or replace function undersigned.held_remove(
  slug text, held_for text, expected bigint, reason text
)
returns table (outcome text, count bigint)
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  found_ids bigint[];
  found_petition bigint;
begin
  select max(petition_id), coalesce(array_agg(id order by id), '{}')
  into found_petition, found_ids
  from held_find(slug, held_for, true);

  outcome := 'changed';
  count := cardinality(found_ids);
  if count = expected then
    perform signature_remove(found_petition, id, reason) from unnest(found_ids) as id;
    outcome := 'removed';
  end if;
  return next;
end
$$;

revoke execute on function undersigned.held_remove(text, text, bigint, text) from public;
comment on function undersigned.held_remove(text, text, bigint, text) is
  'Erases all held signatures of a petition that are held for one thing';
