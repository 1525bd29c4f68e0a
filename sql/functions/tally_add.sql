-- Counts confirmed signatures of a petition, or takes them back with a number below zero.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called once per batch and petition by signature_add, signature_confirm and signature_disown, as
-- the last thing they do and in the order of petitions, so that batches never wait in a circle.
-- The slot is that of the database process: processes rarely share one, so they rarely wait at all.
-- Returns nothing.

create or replace function undersigned.tally_add(petition_id bigint, confirmed bigint)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  insert into tally (petition_id, slot, confirmed)
  values (tally_add.petition_id, pg_backend_pid() % 16, tally_add.confirmed)
  on conflict (petition_id, slot) do update set confirmed = tally.confirmed + excluded.confirmed;
  if tally_add.confirmed > 0 then
    perform milestone_add(tally_add.petition_id);
  end if;
end
$$;

revoke execute on function undersigned.tally_add(bigint, bigint) from public;
comment on function undersigned.tally_add(bigint, bigint) is
  'Counts confirmed signatures of a petition';
