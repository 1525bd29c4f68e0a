-- Owes a mail to a signer who signed again: the confirmation once more, or word that it is done.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add for each repeated signature of a batch, and planned with its settings.
-- Anybody can type an address, so nothing is owed while the last mail still is, nor when the
-- address was owed `most` mails in the last day (0 is no limit), nor:
--   before it is confirmed, within 15 minutes of the last confirmation mail, or after three of them
--   once it is confirmed, within a day of the last mail, or after three that said so, or where a
--   petition asks for no confirmation: the address may be anybody's
-- A signature that another batch is changing is passed over, not waited for: that batch may be
-- waiting for this one.
-- Returns nothing.

create or replace function undersigned.signature_repeat(
  petition_id bigint, address_key bytea, most int default 0
)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  repeated signature;
  waits boolean;
  told bigint;
  told_at timestamptz;
begin
  select * into repeated
  from signature
  where signature.petition_id = signature_repeat.petition_id
    and signature.address_key = signature_repeat.address_key
    and (
      state = 'confirmed'
      or state = 'pending' and mails < 3 and mailed_at < now() - interval '15 minutes'
    )
  for update skip locked;
  if not found then
    return;
  end if;

  select
    coalesce(bool_or(state = 'owed'), false), count(*) filter (where kind = 'repeated'),
    max(owed_at)
  into waits, told, told_at
  from outbox
  where outbox.petition_id = repeated.petition_id
    and outbox.id between repeated.id * 1000 and repeated.id * 1000 + 999;
  if waits
    or repeated.state = 'confirmed' and (told >= 3 or told_at > now() - interval '1 day')
    or repeated.state = 'confirmed' and (
      select confirmation from petition where petition.id = repeated.petition_id
    ) = 'none'
    or most > 0 and address_mails(address_key) >= most
  then
    return;
  end if;

  if repeated.state = 'confirmed' then
    perform outbox_add(repeated.petition_id, repeated.id, 'repeated');
    return;
  end if;
  update signature set mails = mails + 1, mailed_at = now()
  where signature.petition_id = repeated.petition_id and signature.id = repeated.id;
  perform outbox_add(repeated.petition_id, repeated.id, 'confirmation');
end
$$;

revoke execute on function undersigned.signature_repeat(bigint, bytea, int) from public;
comment on function undersigned.signature_repeat(bigint, bytea, int) is
  'Owes a mail to a signer who signed again';
