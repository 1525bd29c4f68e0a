-- Is a mail still wanted, now that its turn has come?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim right before the mail goes out: what asks to confirm is not sent when
-- there is nothing to be confirmed any more, and nothing to a signature whose address is gone. That
-- an address is not to be written to at all is known to suppression, and asked there.
-- Returns whether it is.

create or replace function undersigned.outbox_wanted(
  kind undersigned.outbox_kind, owner undersigned.signature
)
returns boolean
language plpgsql stable
set search_path = undersigned, pg_temp
as $$
begin
  return owner.address is not null and case kind::text
    when 'confirmation' then owner.state = 'pending'
    when 'released' then owner.state = 'pending'
    else true
  end;
end
$$;

revoke execute on function undersigned.outbox_wanted(
  undersigned.outbox_kind, undersigned.signature
) from public;
comment on function undersigned.outbox_wanted(
  undersigned.outbox_kind, undersigned.signature
) is 'Is a mail still wanted, now that its turn has come?';
