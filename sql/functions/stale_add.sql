-- Says that signatures have changed, so that their blocks are counted anew.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by every function that adds or changes signatures or what hangs on them, in the same
-- transaction; signature_add, signature_confirm and outbox_settle say it themselves. It adds a row
-- per block and waits for nobody.
-- Returns nothing.

create or replace function undersigned.stale_add(petition_id bigint, variadic signature_id bigint[])
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  insert into stale (petition_id, block)
  select distinct stale_add.petition_id, id >> 14
  from unnest(stale_add.signature_id) as id;
$$;

revoke execute on function undersigned.stale_add(bigint, bigint[]) from public;
comment on function undersigned.stale_add(bigint, bigint[]) is
  'Says that signatures have changed, so that their blocks are counted anew';
