-- How long a courier may rest.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role when a claim came back empty.
-- Returns one row: seconds until the next mail is due, zero or less if one is due now, null if no
-- mail is owed.

create or replace function undersigned.outbox_next()
returns table (seconds double precision)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select (
    select extract(epoch from due_at - now())::double precision
    from outbox
    where state = 'owed'
    order by due_at
    limit 1
  );
$$;

revoke execute on function undersigned.outbox_next() from public;
comment on function undersigned.outbox_next() is 'How long a courier may rest';
