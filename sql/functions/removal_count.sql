-- How many signatures a condition would remove.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers and `undersigned remove`, before removal_make:
--   select * from undersigned.removal_count('a-petition', '{"domain": "spam.example"}');
-- Returns one row: how many in all, and of these confirmed, pending and held.

create or replace function undersigned.removal_count(slug text, condition jsonb)
returns table (count bigint, confirmed bigint, pending bigint, held bigint)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    count(*), count(*) filter (where state = 'confirmed'),
    count(*) filter (where state = 'pending'), count(*) filter (where state = 'held')
  from removal_find(slug, condition, false);
$$;

revoke execute on function undersigned.removal_count(text, jsonb) from public;
comment on function undersigned.removal_count(text, jsonb) is
  'How many signatures a condition would remove';
