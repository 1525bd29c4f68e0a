-- Remembers that something was done with a signature.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the functions that do it, which hold the lock of the signature's row: numbers follow
-- each other. Only what was done is kept, by which role and why, nothing of what was there before.
-- Returns nothing.

create or replace function undersigned.change_add(
  petition_id bigint, signature_id bigint, deed text, organization_id bigint default null,
  reason text default null
)
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  insert into change (
    petition_id, signature_id, number, deed, organization_id, by_role, reason
  )
  select
    change_add.petition_id, change_add.signature_id, coalesce(max(number), 0) + 1,
    change_add.deed::deed, change_add.organization_id, reader_name(), change_add.reason
  from change
  where change.petition_id = change_add.petition_id
    and change.signature_id = change_add.signature_id;
$$;

revoke execute on function undersigned.change_add(bigint, bigint, text, bigint, text) from public;
comment on function undersigned.change_add(bigint, bigint, text, bigint, text) is
  'Remembers that something was done with a signature';
