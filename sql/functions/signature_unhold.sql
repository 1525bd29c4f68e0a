-- Ends that a signature is held; who calls it counts those that count from now on.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by signature_release, which says the rest, and held_release.
-- Returns what became of it:
--   confirmed  it counts at once: tally_add is the caller's
--   pending    its signer is asked to confirm it
--   other      it is there, but not held
--   unknown    there is no such signature

create or replace function undersigned.signature_unhold(petition_id bigint, signature_id bigint)
returns text
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  released signature;
begin
  select * into released
  from signature
  where signature.petition_id = signature_unhold.petition_id
    and signature.id = signature_unhold.signature_id
    and petition_granted(signature_unhold.petition_id)
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
    return 'confirmed';
  end if;
  update signature set
    state = 'pending', held_for = null, mails = mails + 1, mailed_at = now()
  where signature.petition_id = released.petition_id and id = released.id;
  perform outbox_add(released.petition_id, released.id, 'released');
  perform reminder_add(released.petition_id, released.id);
  return 'pending';
end
$$;

revoke execute on function undersigned.signature_unhold(bigint, bigint) from public;
comment on function undersigned.signature_unhold(bigint, bigint) is
  'Ends that a signature is held; who calls it counts those that count from now on';
