-- What other words would change in a petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned edit`, before petition_import. A list of organizations that is null is not
-- compared.
-- Returns one row per line of each part that differs: the part, - it goes, + it comes or a space: it
-- stays, and the line. No row when nothing would change.

create or replace function undersigned.petition_difference(
  slug text, language text, title text, target text, body text, letter text, signer_line text,
  organizations text[]
)
returns table (part text, mark text, line text)
language sql stable
set search_path = undersigned, pg_temp
as $$
  with current as (
    select revision.*
    from petition
    join revision on petition_id = petition.id
    where petition.slug = petition_difference.slug
      and revision.language = petition_difference.language
    order by number desc
    limit 1
  ),
  part (place, name, before, after) as (
    values
      (1, 'title', (select title from current), petition_difference.title),
      (2, 'target', (select target from current), petition_difference.target),
      (3, 'text', (select body from current), petition_difference.body),
      (
        4, 'organizations',
        (
          select string_agg(listed.name, E'\n')
          from petition
          cross join lateral petition_organizations(petition.id) as listed
          where petition.slug = petition_difference.slug
            and petition_difference.organizations is not null
        ),
        array_to_string(petition_difference.organizations, E'\n')
      ),
      (5, 'signer', (select signer_line from current), petition_difference.signer_line),
      (6, 'letter', (select letter from current), petition_difference.letter)
  )
  select part.name, mark, line
  from part
  cross join lateral text_difference(before, after) with ordinality as line (mark, line, number)
  where before is distinct from after
  order by place, number;
$$;

revoke execute on function undersigned.petition_difference(
  text, text, text, text, text, text, text, text[]
) from public;
comment on function undersigned.petition_difference(
  text, text, text, text, text, text, text, text[]
) is 'What other words would change in a petition';
