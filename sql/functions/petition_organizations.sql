-- The organizations that take part in a petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for the page of a petition, and by `undersigned show`.
-- Returns one row per organization, in the order of the petition file.

create or replace function undersigned.petition_organizations(petition_id bigint)
returns table (name text, slug text, id bigint)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select name, slug, id
  from petition_organization
  join organization on organization.id = organization_id
  where petition_organization.petition_id = petition_organizations.petition_id
  order by position;
$$;

revoke execute on function undersigned.petition_organizations(bigint) from public;
comment on function undersigned.petition_organizations(bigint) is
  'The organizations that take part in a petition';
