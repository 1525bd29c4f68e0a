-- Notes that the relay is away: couriers wait, and one of them tries it after a pause.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_settle with the time at which the courier that found it so had claimed its mail:
-- couriers that found it at the same time have found one thing. The pause doubles from five seconds
-- up to five minutes, and varies by half.
-- Returns nothing.

create or replace function undersigned.relay_lost(claimed_at timestamptz, code int, status text)
returns void
language sql
set search_path = undersigned, pg_temp
as $$
  update relay set
    away_since = coalesce(away_since, now()),
    failed_at = now(),
    failures = failures + 1,
    probe_at = now() + make_interval(
      secs => least(5 * 2 ^ least(failures, 10), 300) * (0.5 + random())
    ),
    reply_code = code,
    reply = status
  where failed_at is null or relay_lost.claimed_at >= failed_at;
$$;

revoke execute on function undersigned.relay_lost(timestamptz, int, text) from public;
comment on function undersigned.relay_lost(timestamptz, int, text) is
  'Notes that the relay is away: couriers wait, and one of them tries it after a pause';
