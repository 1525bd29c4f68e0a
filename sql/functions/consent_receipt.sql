-- Owes a signer the mail that says whom the signature allows to write from now on.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by consent_set, which holds the lock of the signature's row. The mail is made of what holds
-- when it goes out: one for all that is changed within a minute is enough, and ten in a day are.
-- Returns nothing.

create or replace function undersigned.consent_receipt(petition_id bigint, signature_id bigint)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  last_id bigint;
  enough boolean;
begin
  select
    max(id),
    count(*) filter (where kind = 'consent' and owed_at > now() - interval '1 day') >= 10
    or count(*) filter (where kind = 'consent' and state = 'owed' and attempts = 0) > 0
  into last_id, enough
  from outbox
  where outbox.petition_id = consent_receipt.petition_id
    and outbox.id between consent_receipt.signature_id * 1000
      and consent_receipt.signature_id * 1000 + 999;
  if enough or last_id = consent_receipt.signature_id * 1000 + 999 then
    return;
  end if;

  insert into outbox (petition_id, id, signature_id, kind, due_at)
  values (
    consent_receipt.petition_id, coalesce(last_id + 1, consent_receipt.signature_id * 1000),
    consent_receipt.signature_id, 'consent', now() + interval '1 minute'
  );
end
$$;

revoke execute on function undersigned.consent_receipt(bigint, bigint) from public;
comment on function undersigned.consent_receipt(bigint, bigint) is
  'Owes a signer the mail that says whom the signature allows to write from now on';
