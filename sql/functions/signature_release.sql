-- Lets a held signature go on: its signer is asked to confirm it.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers and `undersigned moderate`. Where the petition asks for no confirmation, the
-- signature counts at once and no mail is owed.
-- Returns the outcome:
--   released  it goes on
--   other     it is there, but not held
--   unknown   there is no such signature

create or replace function undersigned.signature_release(petition_id bigint, signature_id bigint)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  became text := signature_unhold(petition_id, signature_id);
begin
  if became = 'confirmed' then
    perform tally_add(signature_release.petition_id, 1);
  end if;
  return case when became in ('confirmed', 'pending') then 'released' else became end;
end
$$;

revoke execute on function undersigned.signature_release(bigint, bigint) from public;
comment on function undersigned.signature_release(bigint, bigint) is
  'Lets a held signature go on: its signer is asked to confirm it';
