-- Counts a petition's signatures on paper, less those of signers who have signed here since.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by paper_add, paper_wipe, paper_list and purge_step; whoever calls it holds the lock of the petition,
-- or takes it here. Whoever takes a signature back that was given here does not count on paper again.
-- Returns how many count.

create or replace function undersigned.paper_settle(petition_id bigint)
returns bigint
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  counted bigint;
begin
  perform from petition where petition.id = paper_settle.petition_id for update;

  update paper set state = 'online'
  where paper.petition_id = paper_settle.petition_id
    and state = 'counted'
    and address_key is not null
    and exists (
      select from signature
      where signature.address_key = paper.address_key
        and signature.petition_id = paper.petition_id
        and signature.state = 'confirmed'
    );

  select count(*) into counted
  from paper
  where paper.petition_id = paper_settle.petition_id and state = 'counted';
  update petition set paper = counted
  where petition.id = paper_settle.petition_id and paper <> counted;
  return counted;
end
$$;

revoke execute on function undersigned.paper_settle(bigint) from public;
comment on function undersigned.paper_settle(bigint) is
  'Counts a petition''s signatures on paper, less those of signers who have signed here since';
