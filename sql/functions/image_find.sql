-- The content of a petition's image.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role when somebody fetches it: mostly the programs of sites where the link to
-- the petition was shared.
-- Returns one row, or none if there is no such image.

create or replace function undersigned.image_find(petition_id bigint, language text)
returns table (content bytea)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select content
  from image
  where image.petition_id = image_find.petition_id and image.language = image_find.language;
$$;

revoke execute on function undersigned.image_find(bigint, text) from public;
comment on function undersigned.image_find(bigint, text) is 'The content of a petition''s image';
