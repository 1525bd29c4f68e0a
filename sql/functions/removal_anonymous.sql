-- The condition of a removal, without what it says about a person.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called where the person is erased. Whatever else was asked for stays: the audit needs it, and it is
-- nobody. It has no settings of its own, so that the planner can write its body in its place.
-- Returns the condition: as it is, if it says nothing of that kind.

create or replace function undersigned.removal_anonymous(condition jsonb)
returns jsonb
language sql immutable
as $$
  select condition - '{name,comment,postal_code}'::text[];
$$;

revoke execute on function undersigned.removal_anonymous(jsonb) from public;
comment on function undersigned.removal_anonymous(jsonb) is
  'The condition of a removal, without what it says about a person';
