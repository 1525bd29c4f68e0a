-- Why a signature is to be wiped before its petition is erased.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by purge_step and purge_count. It has no settings of its own, so that the planner can write
-- its body in their place.
-- Returns unconfirmed: it was not confirmed in so many days; removed: it was removed so many days
-- ago, and nobody put it back; null: it stays.

create or replace function undersigned.purge_reason(
  own undersigned.signature, unconfirmed_days int, removed_days int
)
returns text
language sql stable
as $$
  select case
    when own.state = 'pending' and own.signed_at < now() - make_interval(days => unconfirmed_days)
      -- A reminder or a release gives it time anew.
      and coalesce(own.mailed_at, own.signed_at)
        < now() - make_interval(days => unconfirmed_days)
    then 'unconfirmed'
    when own.removal is not null
      and own.withdrawn_at < now() - make_interval(days => removed_days)
    then 'removed'
  end;
$$;

revoke execute on function undersigned.purge_reason(undersigned.signature, int, int) from public;
comment on function undersigned.purge_reason(undersigned.signature, int, int) is
  'Why a signature is to be wiped before its petition is erased';
