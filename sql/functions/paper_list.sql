-- The files that a petition's signatures on paper were taken from, and what became of these.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned paper`. Looks first who has signed here since.
-- Returns one row per file; taken_at is in UTC.

create or replace function undersigned.paper_list(slug text)
returns table (
  sheet int, name text, taken_at text, counted bigint, online bigint, removed bigint
)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  perform paper_settle(id) from petition where petition.slug = paper_list.slug;

  return query
  select
    number, paper_sheet.name,
    to_char(paper_sheet.taken_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
    count(*) filter (where paper.state = 'counted'),
    count(*) filter (where paper.state = 'online'),
    count(*) filter (where paper.state = 'removed')
  from petition
  join paper_sheet on paper_sheet.petition_id = petition.id
  join paper on paper.petition_id = petition.id and paper.sheet = number
  where petition.slug = paper_list.slug
  group by number, paper_sheet.name, paper_sheet.taken_at
  order by number;
end
$$;

revoke execute on function undersigned.paper_list(text) from public;
comment on function undersigned.paper_list(text) is
  'The files that a petition''s signatures on paper were taken from, and what became of these';
