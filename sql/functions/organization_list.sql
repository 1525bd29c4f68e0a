-- The organizations, what they take part in, and the logins that they have.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned organization`. name: the slug or the name of one, or null for all.
-- Returns one row per organization; login is what it has, or would have: undersigned_ and the slug,
-- with underscores, of at most 63 characters.

create or replace function undersigned.organization_list(name text default null)
returns table (slug text, name_shown text, petitions bigint, login text, made boolean)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    organization.slug,
    organization.name,
    (
      select count(*) from petition_organization
      where petition_organization.organization_id = organization.id
    ),
    coalesce(
      organization_login.login, left('undersigned_' || replace(organization.slug, '-', '_'), 63)
    ),
    organization_login.login is not null
  from organization
  left join organization_login on organization_login.organization_id = organization.id
  where organization_list.name is null
    or organization_list.name in (organization.slug, organization.name)
  order by organization_list.name is not distinct from organization.slug desc, organization.slug;
$$;

revoke execute on function undersigned.organization_list(text) from public;
comment on function undersigned.organization_list(text) is
  'The organizations, what they take part in, and the logins that they have';
