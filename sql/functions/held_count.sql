-- How many signatures of a petition are held, by what for.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, before held_release or held_remove. held_for null: whatever it is.
-- Returns the number.

create or replace function undersigned.held_count(slug text, held_for text default null)
returns bigint
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select count(*) from held_find(slug, held_for, false);
$$;

revoke execute on function undersigned.held_count(text, text) from public;
comment on function undersigned.held_count(text, text) is
  'How many signatures of a petition are held, by what for';
