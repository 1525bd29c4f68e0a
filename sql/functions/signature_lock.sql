-- The row of a signature, for its signer to change.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions of the signer's own page. Until the transaction ends, nobody else
-- changes the signature or anything that hangs on it. What an organizer removed and can put back is
-- still the signer's to withdraw or erase: it is given as held.
-- Returns the row; nulls if there is no such signature.

create or replace function undersigned.signature_lock(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns undersigned.signature
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  own signature;
begin
  select * into own
  from signature
  where signature.petition_id = signature_lock.petition_id
    and signature.id = signature_lock.signature_id
    and signature.nonce = signature_lock.nonce
  for update;
  if own.removal is not null then
    own.state := 'held';
  end if;
  return own;
end
$$;

revoke execute on function undersigned.signature_lock(bigint, bigint, bigint) from public;
comment on function undersigned.signature_lock(bigint, bigint, bigint) is
  'The row of a signature, for its signer to change';
