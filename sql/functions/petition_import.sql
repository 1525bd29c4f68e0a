-- Brings a petition up to date with its file, or makes it.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned import`. New words become a new revision: what has been signed stays as it
-- was. Without a slug the petition gets one from its title, and fails if that has no Latin letter.
-- The goal is a number as text, with " rising" behind it when it raises itself.
-- What is null among goal, closes_on, confirmation, organizations, erase_on, roll and time_zone stays
-- as it is; a time zone that is none is an error.
-- roll says what signers who let their name be shown are named by when the letter is delivered; what
-- was promised to earlier ones stays with their revision.
-- The day of erasure was promised to whoever has signed: a later one is an error.
-- Returns one row with the slug, the number of the language's current revision and the outcome:
--   created    there was no petition of that slug
--   revised    something has changed
--   unchanged  nothing has

create or replace function undersigned.petition_import(
  petition_slug text, language text, goal text, closes_on date, confirmation text, title text,
  target text, body text, letter text, signer_line text, organizations text[],
  erase_on date default null, roll text default null, time_zone text default null
)
returns table (outcome text, slug text, revision int)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  before petition;
  imported petition;
  current revision;
  listed text[];
begin
  outcome := 'unchanged';
  slug := coalesce(petition_slug, nullif(slug_make(title), ''));

  insert into petition (slug) values (petition_import.slug) on conflict do nothing;
  if found then
    outcome := 'created';
  end if;

  select * into before from petition where slug = petition_import.slug for update;
  if petition_import.erase_on > before.erase_on and outcome = 'unchanged' and exists (
    select from signature where signature.petition_id = before.id
  ) then
    raise exception 'all is to be erased by %, as signers were promised: not later', before.erase_on
      using hint = 'leave the line Erases out, or give it an earlier day';
  end if;
  if petition_import.time_zone is not null
    and not exists (select from pg_timezone_names where name = petition_import.time_zone)
  then
    raise exception 'there is no time zone "%"', petition_import.time_zone
      using hint = 'write it as in "Time-Zone: Europe/Berlin"';
  end if;
  update petition set
    goal = coalesce(substring(petition_import.goal from '^\d+')::int, goal),
    goal_rises = coalesce(petition_import.goal like '% rising', goal_rises),
    closes_on = coalesce(petition_import.closes_on, closes_on),
    confirmation = coalesce(petition_import.confirmation::petition_confirmation, confirmation),
    erase_on = coalesce(petition_import.erase_on, erase_on),
    time_zone = coalesce(petition_import.time_zone, time_zone)
  where id = before.id
  returning * into imported;
  if outcome = 'unchanged' and imported is distinct from before then
    outcome := 'revised';
  end if;

  select * into current
  from revision
  where petition_id = imported.id and language = petition_import.language
  order by number desc
  limit 1;
  revision := current.number;
  roll := coalesce(roll, current.roll_names::text, 'first');
  if (
    current.title, current.target, current.body, current.letter, current.signer_line,
    current.roll_names::text
  ) is distinct from (title, target, body, letter, signer_line, roll)
  then
    insert into revision (
      petition_id, number, language, title, target, body, letter, signer_line, roll_names
    )
    select
      imported.id, coalesce(max(number), 0) + 1, petition_import.language, petition_import.title,
      petition_import.target, petition_import.body, petition_import.letter,
      petition_import.signer_line, petition_import.roll::roll_names
    from revision
    where petition_id = imported.id
    returning number into petition_import.revision;
    outcome := case outcome when 'unchanged' then 'revised' else outcome end;
  end if;

  listed := array(
    select name
    from unnest(organizations) with ordinality as given (name, position)
    group by name
    order by min(position)
  );
  if organizations is not null
    and listed <> array(select name from petition_organizations(imported.id))
  then
    delete from petition_organization where petition_id = imported.id;
    insert into petition_organization (petition_id, organization_id, position)
    select imported.id, organization_add(name), position
    from unnest(listed) with ordinality as given (name, position);
    outcome := case outcome when 'unchanged' then 'revised' else outcome end;
  end if;

  return next;
end
$$;

revoke execute on function undersigned.petition_import(
  text, text, text, date, text, text, text, text, text, text, text[],
  date, text, text
) from public;
comment on function undersigned.petition_import(
  text, text, text, date, text, text, text, text, text, text, text[],
  date, text, text
) is 'Brings a petition up to date with its file, or makes it';
