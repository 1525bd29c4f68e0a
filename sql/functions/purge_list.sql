-- What a purge has to go through.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned purge`.
-- Returns one row per petition that still has signers: its id and slug, and whether its day of
-- erasure has come, in UTC.

create or replace function undersigned.purge_list()
returns table (petition_id bigint, slug text, due boolean)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select id, slug, erase_on <= (now() at time zone 'UTC')::date
  from petition
  where erased_at is null
    or exists (select from signature where signature.petition_id = petition.id)
    or exists (
      select from paper
      where paper.petition_id = petition.id
        and (person_key is not null or given_name is not null)
    )
  order by id;
$$;

revoke execute on function undersigned.purge_list() from public;
comment on function undersigned.purge_list() is 'What a purge has to go through';
