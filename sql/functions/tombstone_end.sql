-- A restored backup goes on: with numbers that nobody had, and with no mail before it is let go.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned tombstones apply` when all of the file was applied. Signatures of after the
-- backup are lost, but their links, mails and reports of these are still under way: new ones leave a
-- million numbers between them. What is still owed may have been sent after the file was written, or to
-- somebody who was erased since: `undersigned outbox retry waiting` lets it go. Announcements pause.
-- Returns one row: how many mails wait.

create or replace function undersigned.tombstone_end(last_signature bigint)
returns table (mails bigint)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  numbers regclass := pg_get_serial_sequence('undersigned.signature', 'id');
begin
  perform setval(
    numbers,
    greatest(coalesce(pg_sequence_last_value(numbers), 1), last_signature + 1000000)
  );
  -- Nobody knows whom it has reached since.
  update announcement set state = 'paused' where state = 'running';
  -- Receipts of those who have no address here any more: most were sent, and it is kept for a day.
  with dropped as (
    update outbox set state = 'dropped', kept_address = null
    where state = 'owed' and kind = 'withdrawal'
    returning petition_id, id
  )
  insert into stale (petition_id, block)
  select distinct petition_id, id / 1000 >> 14 from dropped;
  update outbox set
    due_at = now() + interval '10 years',
    settled_at = coalesce(settled_at, now())
  where state = 'owed';
  get diagnostics mails = row_count;
  return next;
end
$$;

revoke execute on function undersigned.tombstone_end(bigint) from public;
comment on function undersigned.tombstone_end(bigint) is
  'A restored backup goes on: with numbers that nobody had, and no mail before it is let go';
