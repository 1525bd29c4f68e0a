-- The signatures of an address, under whichever petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for a signer who types the short code of a mail instead of following its
-- link: what the code has to fit to.
-- Returns one row per signature, the newest first, at most 50.

create or replace function undersigned.signature_list(address_key bytea)
returns table (petition_id bigint, signature_id bigint, nonce bigint)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select petition_id, id, nonce
  from signature
  where signature.address_key = signature_list.address_key
  order by signed_at desc
  limit 50;
$$;

revoke execute on function undersigned.signature_list(bytea) from public;
comment on function undersigned.signature_list(bytea) is
  'The signatures of an address, under whichever petition';
