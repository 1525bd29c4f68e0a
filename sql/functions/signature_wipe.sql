-- Erases the person from a signature; its row stays, so that totals can be reconciled.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_disown and signature_erase, which hold the lock of the row. Everything that
-- hangs on the signature goes, but for the times at which something was done with it.
-- Returns nothing.

create or replace function undersigned.signature_wipe(
  own undersigned.signature, deed text, reason text default null
)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  -- Mails that were sent as well: a relay may have repeated the address in its reply.
  delete from outbox
  where outbox.petition_id = own.petition_id
    and outbox.id between own.id * 1000 and own.id * 1000 + 999;

  delete from bounce
  where bounce.petition_id = own.petition_id
    and bounce.mail_id between own.id * 1000 and own.id * 1000 + 999;

  delete from consent
  where consent.petition_id = own.petition_id and consent.signature_id = own.id;

  update signature set
    state = 'removed',
    withdrawn_at = now(),
    address_key = null,
    address = null,
    given_name = null,
    family_name = null,
    postal_code = null,
    country = null,
    comment = null,
    comment_hidden = false,
    comment_approved_at = null,
    comment_refused_at = null,
    show_name = false,
    source = null,
    held_for = null,
    removal = null
  where signature.petition_id = own.petition_id and signature.id = own.id;
  -- Whose removal was asked for by what the person is called, or has written.
  update removal set condition = removal_anonymous(condition)
  where removal.petition_id = own.petition_id
    and removal_anonymous(condition) <> condition
    and (removal.number = own.removal or signature_matches(own, condition - 'state'));
  perform change_add(own.petition_id, own.id, deed, reason => reason);
  perform stale_add(own.petition_id, own.id);
end
$$;

revoke execute on function undersigned.signature_wipe(undersigned.signature, text, text) from public;
comment on function undersigned.signature_wipe(undersigned.signature, text, text) is
  'Erases the person from a signature; its row stays, so that totals can be reconciled';
