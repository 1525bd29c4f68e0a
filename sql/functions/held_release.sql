-- Lets all held signatures of a petition go on that are held for one thing.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers and `undersigned held`, with the number that held_count has shown them:
-- what has come since is not to be released unseen. held_for null: whatever it is.
-- Returns the outcome and a number:
--   released  all of them
--   changed   none: there are so many now, another number than expected

create or replace function undersigned.held_release(
  slug text, held_for text, expected bigint
)
returns table (outcome text, count bigint)
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  found_ids bigint[];
  found_petition bigint;
  confirmed bigint;
begin
  select max(petition_id), coalesce(array_agg(id order by id), '{}')
  into found_petition, found_ids
  from held_find(slug, held_for, true);

  outcome := 'changed';
  count := cardinality(found_ids);
  if count = expected then
    select count(*) filter (where became = 'confirmed') into confirmed
    from unnest(found_ids) as id
    cross join lateral signature_unhold(found_petition, id) as became;
    -- When all is done: whoever signs meanwhile may wait for it.
    if confirmed > 0 then
      perform tally_add(found_petition, confirmed);
    end if;
    outcome := 'released';
  end if;
  return next;
end
$$;

revoke execute on function undersigned.held_release(text, text, bigint) from public;
comment on function undersigned.held_release(text, text, bigint) is
  'Lets all held signatures of a petition go on that are held for one thing';
