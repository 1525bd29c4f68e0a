-- Makes a new petition of the words of another one.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned copy`; by organizers with psql:
--   select * from undersigned.petition_copy('a-petition', 'a-petition-2027');
-- It has the current words in each language, the organizations, the images, the goal and whether it
-- asks for a confirmation; neither signatures nor days. It is paused, so that its words can be
-- changed before anybody reads them.
-- Returns one row with the outcome:
--   copied   it is there
--   taken    there is a petition of the new slug, or it is "health", which is for monitors
--   unknown  there is no petition of the old one

create or replace function undersigned.petition_copy(slug text, new_slug text)
returns table (outcome text)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  original constant bigint := (
    select id from petition where petition.slug = petition_copy.slug
  );
  made bigint;
begin
  if original is null then
    return query values ('unknown');
    return;
  end if;

  insert into petition (slug, state, goal, goal_rises, confirmation, time_zone)
  select petition_copy.new_slug, 'paused', goal, goal_rises, confirmation, time_zone
  from petition
  where id = original and petition_copy.new_slug <> 'health'
  on conflict do nothing
  returning id into made;
  if made is null then
    return query values ('taken');
    return;
  end if;

  insert into revision (
    petition_id, number, language, title, target, body, letter, signer_line, roll_names
  )
  select
    made, row_number() over (order by first_number), language, title, target, body, letter,
    signer_line, roll_names
  from (
    select distinct on (language) *, min(number) over (partition by language) as first_number
    from revision
    where petition_id = original
    order by language, number desc
  ) as current;

  insert into petition_organization (petition_id, organization_id, position)
  select made, organization_id, position
  from petition_organization
  where petition_id = original;

  insert into image (petition_id, language, kind, width, height, drawn, version, alt, content)
  select made, language, kind, width, height, drawn, version, alt, content
  from image
  where petition_id = original;

  perform petition_change_add(made, 'copied', petition_copy.slug);
  return query values ('copied');
end
$$;

revoke execute on function undersigned.petition_copy(text, text) from public;
comment on function undersigned.petition_copy(text, text) is
  'Makes a new petition of the words of another one';
