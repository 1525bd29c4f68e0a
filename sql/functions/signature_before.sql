-- Where a removed signature was before, and is again when its removal is undone.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by removal_undo.
-- Returns the state; of a signature that no removal holds, the one that it is in.

create or replace function undersigned.signature_before(own undersigned.signature)
returns undersigned.signature_state
language sql stable
set search_path = undersigned, pg_temp
as $$
  select case
    when own.removal is null then own.state
    when own.held_for <> 'removal' then 'held'
    when own.confirmed_at is not null then 'confirmed'
    else 'pending'
  end::signature_state;
$$;

revoke execute on function undersigned.signature_before(undersigned.signature) from public;
comment on function undersigned.signature_before(undersigned.signature) is
  'Where a removed signature was before, and is again when its removal is undone';
