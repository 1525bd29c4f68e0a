-- Gives a petition its image in one language, or takes it away.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned import`. Without content there is to be none. One that was drawn, or that
-- there is none, gives way to one that an organizer gave, unless afresh says otherwise.
-- Returns one row with the outcome:
--   set        it is this one from now on
--   unchanged  it was this one before, or there was none
--   kept       an organizer gave the one that is there
--   removed    there was one
--   unknown    there is no such petition

create or replace function undersigned.image_set(
  petition_slug text, language text, kind text, width int, height int, drawn boolean,
  afresh boolean, alt text, content bytea
)
returns table (outcome text)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  pictured bigint := (select id from petition where slug = petition_slug);
  current image;
  new_version text := left(encode(sha256(content), 'hex'), 16);
begin
  select * into current
  from image
  where image.petition_id = pictured and image.language = image_set.language;
  outcome := case
    when pictured is null then 'unknown'
    when not current.drawn and image_set.drawn and not afresh then 'kept'
    when content is null and current.version is null then 'unchanged'
    when content is null then 'removed'
    when (current.version, current.alt, current.drawn)
      is not distinct from (new_version, image_set.alt, image_set.drawn) then 'unchanged'
    else 'set'
  end;

  if outcome in ('set', 'removed') then
    delete from image
    where image.petition_id = pictured and image.language = image_set.language;
  end if;
  if outcome = 'set' then
    insert into image (petition_id, language, kind, width, height, drawn, version, alt, content)
    values (
      pictured, image_set.language, image_set.kind::image_kind, image_set.width,
      image_set.height, image_set.drawn, new_version, image_set.alt, image_set.content
    );
  end if;
  return next;
end
$$;

revoke execute on function undersigned.image_set(
  text, text, text, int, int, boolean, boolean, text, bytea
) from public;
comment on function undersigned.image_set(
  text, text, text, int, int, boolean, boolean, text, bytea
) is 'Gives a petition its image in one language, or takes it away';
