-- The row of a signature, for its signer to change.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions of the signer's own page. Until the transaction ends, nobody else
-- changes the signature or anything that hangs on it.
-- Returns the row; nulls if there is no such signature.

create or replace function undersigned.signature_lock(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns undersigned.signature
language sql
set search_path = undersigned, pg_temp
as $$
  select *
  from signature
  where signature.petition_id = signature_lock.petition_id
    and signature.id = signature_lock.signature_id
    and signature.nonce = signature_lock.nonce
  for update;
$$;

revoke execute on function undersigned.signature_lock(bigint, bigint, bigint) from public;
comment on function undersigned.signature_lock(bigint, bigint, bigint) is
  'The row of a signature, for its signer to change';
