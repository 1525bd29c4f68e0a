-- Is a mail still wanted, now that its turn has come?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim right before the mail goes out: what asks to confirm is not sent when
-- there is nothing to be confirmed any more, and nothing to a signature whose address is gone, but
-- the receipt for that; which keeps the address for a day at the most. That an address is not to be
-- written to at all is known to suppression, and asked there.
-- Returns whether it is.

create or replace function undersigned.outbox_wanted(
  mail undersigned.outbox, owner undersigned.signature
)
returns boolean
language plpgsql stable
set search_path = undersigned, pg_temp
as $$
begin
  return coalesce(mail.kept_address, owner.address) is not null and case mail.kind::text
    when 'confirmation' then owner.state = 'pending'
    when 'released' then owner.state = 'pending'
    when 'reminder' then owner.state = 'pending'
    when 'thanks' then owner.state = 'confirmed'
    when 'repeated' then owner.state = 'confirmed'
    when 'withdrawal' then
      owner.state = 'withdrawn' and mail.owed_at > now() - interval '1 day'
    else true
  end;
end
$$;

revoke execute on function undersigned.outbox_wanted(
  undersigned.outbox, undersigned.signature
) from public;
comment on function undersigned.outbox_wanted(
  undersigned.outbox, undersigned.signature
) is 'Is a mail still wanted, now that its turn has come?';
