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
  removed bigint;
begin
  select id into target from petition where petition.slug = paper_remove.slug for update;
  update paper_sheet set
    digest = case when paper_remove.line is not null then digest end
  where petition_id = target and number = paper_remove.sheet;
  if not found then
    return null;
  end if;

  update paper set
    state = 'removed',
    removed_for = reason,
    person_key = null,
    address_key = null,
    given_name = null,
    family_name = null,
    postal_code = null,
    country = null,
    show_name = false
  where petition_id = target
    and paper.sheet = paper_remove.sheet
    and (paper_remove.line is null or paper.line = paper_remove.line)
    and state <> 'removed';
  get diagnostics removed = row_count;

  if removed > 0 then
    perform petition_change_add(
      target, 'paper',
      format('%s of sheet %s removed: %s', removed, paper_remove.sheet, reason)
    );
    perform paper_settle(target);
  end if;
  return removed;
end
$$;

revoke execute on function undersigned.paper_remove(text, int, int, text) from public;
comment on function undersigned.paper_remove(text, int, int, text) is
  'Removes signatures on paper: a whole file, or a line of it';
