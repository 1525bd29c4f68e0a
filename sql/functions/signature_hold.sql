-- Lets a signature wait for an organizer again, or for the first time.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, and by `undersigned moderate` to undo a release. Where its signer confirmed it
-- meanwhile, it does not count any more; a mail that is still owed is not sent.
-- Returns the outcome:
--   held     it waits
--   other    it is there, but neither pending nor confirmed
--   unknown  there is no such signature

create or replace function undersigned.signature_hold(
  slug text, signature_id bigint, held_for text
)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  own signature;
begin
  select signature.* into own
  from signature
  join petition on petition.id = petition_id
  where petition.slug = signature_hold.slug
    and signature.id = signature_hold.signature_id
    and petition_granted(petition_id)
  for update of signature;
  if not found then
    return 'unknown';
  elsif own.state not in ('pending', 'confirmed') then
    return 'other';
  end if;

  update signature set
    state = 'held', confirmed_at = null, held_for = coalesce(signature_hold.held_for, 'organizer')
  where petition_id = own.petition_id and id = own.id;
  update outbox set state = 'dropped'
  where outbox.petition_id = own.petition_id
    and outbox.id between own.id * 1000 and own.id * 1000 + 999
    and outbox.state = 'owed';
  perform change_add(own.petition_id, own.id, 'held');
  perform stale_add(own.petition_id, own.id);
  if own.state = 'confirmed' then
    perform tally_add(own.petition_id, -1);
  end if;
  return 'held';
end
$$;

revoke execute on function undersigned.signature_hold(text, bigint, text) from public;
comment on function undersigned.signature_hold(text, bigint, text) is
  'Lets a signature wait for an organizer again, or for the first time';
