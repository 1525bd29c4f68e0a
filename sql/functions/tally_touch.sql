-- Locks a petition's count for a moment, so that the commit has something to wait for.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add as the last thing it does where a batch brought nothing new: the time of
-- an answer would tell else who has signed before. A lock is written ahead like a change, and
-- leaves the row as it is. The slot is that of the database process where there is one, as in
-- tally_add; no row is added but the first.
-- Returns nothing.

create or replace function undersigned.tally_touch(petition_id bigint)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  perform
  from tally
  where tally.petition_id = tally_touch.petition_id
  order by slot = pg_backend_pid() % 16 desc, slot
  limit 1
  for update;
  if not found then
    perform tally_add(tally_touch.petition_id, 0);
  end if;
end
$$;

revoke execute on function undersigned.tally_touch(bigint) from public;
comment on function undersigned.tally_touch(bigint) is
  'Locks a petition''s count for a moment, so that the commit has something to wait for';
