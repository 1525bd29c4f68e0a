-- What an export begins with: the petition, the organization, and the ids that it goes through.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned export` and `undersigned share`. The organization is named by its slug or
-- its name, or is null.
-- Returns one row, or none if there is no such petition; organization_id is null if there is no such
-- organization, first and last if nobody has signed. seen_until is a time, in UTC, before which
-- nothing is missed: what was confirmed in the minute before it may not be committed yet. since_time
-- is the time that `since` means, in UTC: a day begins in the petition's time zone.

create or replace function undersigned.export_open(
  slug text, organization text, since text default null
)
returns table (
  petition_id bigint, organization_id bigint, organization_slug text, organization_name text,
  first bigint, last bigint, seen_until text, since_time text
)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    petition.id, organization.id, organization.slug, organization.name,
    (select min(id) from signature where signature.petition_id = petition.id),
    (select max(id) from signature where signature.petition_id = petition.id),
    to_char(
      (now() - interval '1 minute') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'
    ),
    to_char(
      case
        when since like '%T%' then since::timestamptz
        else since::timestamp at time zone time_zone
      end at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
    )
  from petition
  left join lateral (
    select id, slug, name
    from organization
    where export_open.organization in (organization.slug, organization.name)
    order by organization.slug = export_open.organization desc
    limit 1
  ) as organization on true
  where petition.slug = export_open.slug;
$$;

revoke execute on function undersigned.export_open(text, text, text) from public;
comment on function undersigned.export_open(text, text, text) is
  'What an export begins with: the petition, the organization, and the ids that it goes through';
