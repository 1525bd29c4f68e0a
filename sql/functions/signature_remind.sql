-- Owes the confirmation mail once more to those who signed again before they confirmed.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_add for the repeated signatures of a batch.
-- Passed over: who was mailed in the last 15 minutes or three times already, whose last mail is
-- still owed, and whose signature another process is just changing.
-- Returns nothing.

create or replace function undersigned.signature_remind(petition_id bigint[], address_key bytea[])
returns void
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  with forgotten as materialized (
    select found.petition_id, found.id
    from unnest(signature_remind.petition_id, signature_remind.address_key)
      as given (petition_id, address_key)
    cross join lateral (
      select petition_id, id
      from signature
      where signature.petition_id = given.petition_id
        and signature.address_key = given.address_key
        and state = 'pending'
        and mails < 3
        and mailed_at < now() - interval '15 minutes'
        and not exists (
          select from outbox
          where outbox.petition_id = signature.petition_id
            and outbox.id between signature.id * 1000 and signature.id * 1000 + 999
            and outbox.state = 'owed'
        )
      for update skip locked
    ) as found
  ),
  reminded as (
    update signature set mails = mails + 1, mailed_at = now()
    where petition_id = any (array(select petition_id from forgotten))
      and id = any (array(select id from forgotten))
    returning petition_id, id, mails
  )
  insert into outbox (petition_id, id, signature_id, kind)
  select petition_id, id * 1000 + mails - 1, id, 'confirmation' from reminded;
end
$$;

revoke execute on function undersigned.signature_remind(bigint[], bytea[]) from public;
comment on function undersigned.signature_remind(bigint[], bytea[]) is
  'Owes the confirmation mail once more to those who signed again before they confirmed';
