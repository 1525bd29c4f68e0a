-- How many mails an address was owed in the last day, of all petitions and kinds.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by limit_judge, signature_repeat and reminder_owe, so that no address is flooded, whoever
-- signs with it. Not counted is what the owner of the address brings about: whoever confirms, changes
-- or takes back a signature can sign the next one.
-- Returns the number.

create or replace function undersigned.address_mails(address_key bytea)
returns bigint
language plpgsql stable
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  -- One signature after the other: no plan can turn it into a walk through the whole outbox.
  return (
    select coalesce(sum((
      select count(*)
      from outbox
      where outbox.petition_id = signature.petition_id
        and outbox.id between signature.id * 1000 and signature.id * 1000 + 999
        and outbox.owed_at > now() - interval '1 day'
        and outbox.kind::text not in ('thanks', 'consent', 'withdrawal', 'announcement')
    )), 0)
    from signature
    where signature.address_key = address_mails.address_key
  );
end
$$;

revoke execute on function undersigned.address_mails(bytea) from public;
comment on function undersigned.address_mails(bytea) is
  'How many mails that anybody may have caused an address was owed in the last day';
