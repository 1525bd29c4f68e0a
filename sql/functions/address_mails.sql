-- How many mails an address was owed in the last day, of all petitions and kinds.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by limit_judge and signature_add, so that no address is flooded, whoever signs with it.
-- Returns the number.

create or replace function undersigned.address_mails(address_key bytea)
returns bigint
language plpgsql stable
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  return (
    select count(*)
    from signature
    join outbox
      on outbox.petition_id = signature.petition_id
      and outbox.id between signature.id * 1000 and signature.id * 1000 + 999
    where signature.address_key = address_mails.address_key
      and outbox.owed_at > now() - interval '1 day'
  );
end
$$;

revoke execute on function undersigned.address_mails(bytea) from public;
comment on function undersigned.address_mails(bytea) is
  'How many mails an address was owed in the last day, of all petitions and kinds';
