-- Removes signatures on paper: a whole file, or a line of it. Nothing about the persons is left.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned paper --remove`. line null: all of the file, which can be taken anew then.
-- The reason is a word or sentence that names nobody. Twice is the same as once.
-- Returns how many were removed; null if there is no such petition or file.

create or replace function undersigned.paper_remove(
  slug text, sheet int, line int, reason text
)
returns bigint
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  target bigint;
begin
  select id into target from petition where petition.slug = paper_remove.slug for update;
  update paper_sheet set
    digest = case when paper_remove.line is not null then digest end
  where petition_id = target and number = paper_remove.sheet;
  if not found then
    return null;
  end if;

  return paper_wipe(target, sheet, case when line is not null then array[line] end, reason);
end
$$;

revoke execute on function undersigned.paper_remove(text, int, int, text) from public;
comment on function undersigned.paper_remove(text, int, int, text) is
  'Removes signatures on paper: a whole file, or a line of it';
