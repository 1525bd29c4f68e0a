-- Which logins read which petitions as organizers.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organizer`.
-- Returns one row per grant; an empty slug is every petition.

create or replace function undersigned.organizer_list()
returns table (login text, slug text)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select login, coalesce(petition.slug, '')
  from petition_reader
  left join petition on petition.id = petition_id
  order by 1, 2;
$$;

revoke execute on function undersigned.organizer_list() from public;
comment on function undersigned.organizer_list() is
  'Which logins read which petitions as organizers';
