-- Owes a signature one more mail.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions that want it, which hold the lock of the signature's row. Each mail of a
-- signature has a number of its own for ever, since its Message-ID is made of it. kept_address: where
-- the signature will have none any more.
-- Returns nothing; after 1,000 mails nothing is owed any more.

create or replace function undersigned.outbox_add(
  petition_id bigint, signature_id bigint, kind text, kept_address text default null
)
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  insert into outbox (petition_id, id, signature_id, kind, class, kept_address)
  select
    outbox_add.petition_id, coalesce(max(id) + 1, outbox_add.signature_id * 1000),
    outbox_add.signature_id, outbox_add.kind::outbox_kind, outbox_class(outbox_add.kind),
    outbox_add.kept_address
  from outbox
  where outbox.petition_id = outbox_add.petition_id
    and outbox.id between outbox_add.signature_id * 1000 and outbox_add.signature_id * 1000 + 999
  having coalesce(max(id), 0) <> outbox_add.signature_id * 1000 + 999;
$$;

revoke execute on function undersigned.outbox_add(bigint, bigint, text, text) from public;
comment on function undersigned.outbox_add(bigint, bigint, text, text) is
  'Owes a signature one more mail';
