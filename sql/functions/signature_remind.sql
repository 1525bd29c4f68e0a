-- Owes the confirmation mail once more to a signer who signed again before confirming.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add for each repeated signature of a batch, and planned with its settings.
-- Nothing is owed to those who were mailed in the last 15 minutes or three times already, or whose
-- last mail is still owed, or whose address was owed `most` mails in the last day; 0 is no limit. A
-- signature that another batch is changing is passed over, not waited for: that batch may be
-- waiting for this one.
-- Returns nothing.

create or replace function undersigned.signature_remind(
  petition_id bigint, address_key bytea, most int default 0
)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  reminded signature;
begin
  select * into reminded
  from signature
  where signature.petition_id = signature_remind.petition_id
    and signature.address_key = signature_remind.address_key
    and state = 'pending'
    and mails < 3
    and mailed_at < now() - interval '15 minutes'
  for update skip locked;
  if not found then
    return;
  end if;

  if (
    select state
    from outbox
    where outbox.petition_id = reminded.petition_id
      and outbox.id between reminded.id * 1000 and reminded.id * 1000 + 999
    order by id desc
    limit 1
  ) = 'owed' then
    return;
  end if;
  if most > 0 and address_mails(address_key) >= most then
    return;
  end if;

  update signature set mails = mails + 1, mailed_at = now()
  where signature.petition_id = reminded.petition_id and signature.id = reminded.id;
  perform outbox_add(reminded.petition_id, reminded.id, 'confirmation');
end
$$;

revoke execute on function undersigned.signature_remind(bigint, bytea, int) from public;
comment on function undersigned.signature_remind(bigint, bytea, int) is
  'Owes the confirmation mail once more to a signer who signed again before confirming';
