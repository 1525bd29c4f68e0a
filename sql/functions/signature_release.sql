-- Lets a held signature go on: its signer is asked to confirm it.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, and by held_release. Where the petition asks for no confirmation, the
-- signature counts at once and no mail is owed.
-- Returns the outcome:
--   released  it goes on
--   other     it is there, but not held
--   unknown   there is no such signature

create or replace function undersigned.signature_release(petition_id bigint, signature_id bigint)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  released signature;
begin
  select * into released
  from signature
  where signature.petition_id = signature_release.petition_id
    and signature.id = signature_release.signature_id
    and petition_granted(signature_release.petition_id)
  for update;

  if not found then
    return 'unknown';
  elsif released.state <> 'held' then
    return 'other';
  end if;

  perform change_add(released.petition_id, released.id, 'released');
  perform stale_add(released.petition_id, released.id);
  if (select confirmation from petition where id = released.petition_id) = 'none' then
    update signature set state = 'confirmed', confirmed_at = now(), held_for = null
    where signature.petition_id = released.petition_id and id = released.id;
    perform tally_add(released.petition_id, 1);
  else
    update signature set
      state = 'pending', held_for = null, mails = mails + 1, mailed_at = now()
    where signature.petition_id = released.petition_id and id = released.id;
    perform outbox_add(released.petition_id, released.id, 'released');
    perform reminder_add(released.petition_id, released.id);
  end if;
  return 'released';
end
$$;

revoke execute on function undersigned.signature_release(bigint, bigint) from public;
comment on function undersigned.signature_release(bigint, bigint) is
  'Lets a held signature go on: its signer is asked to confirm it';
