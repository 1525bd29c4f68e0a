-- How many mails an address was sent in the last day, of all petitions and kinds.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim, so that nobody gets more than the admin allows, whatever brings them
-- about. What another courier has claimed counts as sent.
-- Returns the number.

create or replace function undersigned.address_sent(address_key bytea)
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
        and (
          outbox.state = 'sent' and outbox.settled_at > now() - interval '1 day'
          or outbox.state = 'owed' and outbox.attempts > 0 and outbox.settled_at is null
            and outbox.due_at > now()
        )
    )), 0)
    from signature
    where signature.address_key = address_sent.address_key
  );
end
$$;

revoke execute on function undersigned.address_sent(bytea) from public;
comment on function undersigned.address_sent(bytea) is
  'How many mails an address was sent in the last day, of all petitions and kinds';
