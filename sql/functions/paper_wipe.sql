-- Takes signatures on paper out of the count, and all about the persons out of the database.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by paper_remove, signature_erase and tombstone_apply. lines null: all of the sheet. Takes the
-- lock of the petition: whoever has locked a signature has taken it before.
-- Returns how many were removed.

create or replace function undersigned.paper_wipe(
  petition_id bigint, sheet int, lines int[], reason text
)
returns bigint
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  removed bigint;
begin
  perform from petition where petition.id = paper_wipe.petition_id for update;
  update paper set
    state = 'removed',
    removed_for = reason,
    person_key = null,
    address_key = null,
    given_name = null,
    family_name = null,
    postal_code = null,
    country = null,
    signed_on = null,
    show_name = false
  where paper.petition_id = paper_wipe.petition_id
    and paper.sheet = paper_wipe.sheet
    and (lines is null or paper.line = any (lines))
    and state <> 'removed';
  get diagnostics removed = row_count;

  if removed > 0 then
    perform petition_change_add(
      paper_wipe.petition_id, 'paper',
      format('%s of sheet %s removed: %s', removed, paper_wipe.sheet, reason)
    );
    perform paper_settle(paper_wipe.petition_id);
  end if;
  return removed;
end
$$;

revoke execute on function undersigned.paper_wipe(bigint, int, int[], text) from public;
comment on function undersigned.paper_wipe(bigint, int, int[], text) is
  'Takes signatures on paper out of the count, and all about the persons out of the database';
