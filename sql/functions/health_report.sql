-- What a monitor wants to know of the database; nothing of anybody.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for /petition/health.
-- Returns one row:
--   schema    the number of the newest migration
--   writable  signatures can be taken: not on a standby, nor where only reading is allowed
--   oldest    for how many seconds mail has been due that somebody waits for; 0: none is
--   dead      how many mails were given up, 1,000 at the most

create or replace function undersigned.health_report()
returns table (schema int, writable boolean, oldest bigint, dead bigint)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    (select max(number) from migration),
    not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off',
    (
      select coalesce(extract(epoch from now() - min(due_at))::bigint, 0)
      from outbox_heads(0::smallint, -1, 1000, now())
    ),
    (
      select count(*)
      from (select from outbox where state = 'dead' limit 1000) as dead
    );
$$;

revoke execute on function undersigned.health_report() from public;
comment on function undersigned.health_report() is
  'What a monitor wants to know of the database; nothing of anybody';
