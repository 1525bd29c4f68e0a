-- Erases a held signature that an organizer does not want, and keeps the reason.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, and by held_remove. Nothing about the person is left; the address may sign
-- again. The reason is a word or sentence that names nobody.
-- Returns the outcome:
--   removed  it is gone
--   other    it is there, but not held
--   unknown  there is no such signature

create or replace function undersigned.signature_remove(
  petition_id bigint, signature_id bigint, reason text
)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  removed signature;
begin
  select * into removed
  from signature
  where signature.petition_id = signature_remove.petition_id
    and signature.id = signature_remove.signature_id
    and petition_granted(signature_remove.petition_id)
  for update;

  if not found then
    return 'unknown';
  elsif removed.state <> 'held' then
    return 'other';
  end if;

  perform signature_wipe(removed, 'removed', reason);
  update signature set removed_for = reason
  where signature.petition_id = removed.petition_id and signature.id = removed.id;
  return 'removed';
end
$$;

revoke execute on function undersigned.signature_remove(bigint, bigint, text) from public;
comment on function undersigned.signature_remove(bigint, bigint, text) is
  'Erases a held signature that an organizer does not want, and keeps the reason';
