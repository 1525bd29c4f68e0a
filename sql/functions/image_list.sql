-- The images of a petition, without their content.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role along with petition_find.
-- Returns one row per language that has one.

create or replace function undersigned.image_list(petition_id bigint)
returns table (language text, kind text, width int, height int, version text, alt text)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select language, kind::text, width, height, version, alt
  from image
  where image.petition_id = image_list.petition_id;
$$;

revoke execute on function undersigned.image_list(bigint) from public;
comment on function undersigned.image_list(bigint) is
  'The images of a petition, without their content';
