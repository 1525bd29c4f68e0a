-- Owes a reminder to a signature that reminder_owe has passed already, for the day when it is time.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_release and signature_renew, which hold the lock of the signature's row and
-- have just owed it the mail that asks to confirm. A signature is reminded once in its life.
-- Returns nothing.

create or replace function undersigned.reminder_add(petition_id bigint, signature_id bigint)
returns void
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  due_in interval := (
    select reminder.wait
    from reminder
    where reminder.petition_id = reminder_add.petition_id
      and reminder.upto >= reminder_add.signature_id
  );
  last_id bigint;
  reminded boolean;
begin
  if due_in is null then
    return;
  end if;

  select max(id), bool_or(kind = 'reminder') into last_id, reminded
  from outbox
  where outbox.petition_id = reminder_add.petition_id
    and outbox.id between reminder_add.signature_id * 1000
      and reminder_add.signature_id * 1000 + 999;
  if last_id < reminder_add.signature_id * 1000 + 999 and not reminded then
    insert into outbox (petition_id, id, signature_id, kind, class, due_at)
    values (
      reminder_add.petition_id, last_id + 1, reminder_add.signature_id, 'reminder',
      outbox_class('reminder'), now() + due_in
    );
  end if;
end
$$;

revoke execute on function undersigned.reminder_add(bigint, bigint) from public;
comment on function undersigned.reminder_add(bigint, bigint) is
  'Owes a reminder to a signature that reminder_owe has passed already';
