-- What couriers know of the relay.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned outbox`.
-- Returns one row: for how many seconds it has been away, null if it answers; in how many it is
-- tried again; what it said last, if anything; and how many mails it was handed within the last
-- hour and day, as far as they are counted.

create or replace function undersigned.relay_report()
returns table (away bigint, probe bigint, reply_code int, reply text, hour bigint, day bigint)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    extract(epoch from now() - away_since)::bigint,
    greatest(extract(epoch from probe_at - now())::bigint, 0),
    relay.reply_code,
    relay.reply,
    (
      select coalesce(sum(mails), 0) from handover where minute > now() - interval '61 minutes'
    ),
    (
      select coalesce(sum(mails), 0) from handover where minute > now() - interval '1441 minutes'
    )
  from relay;
$$;

revoke execute on function undersigned.relay_report() from public;
comment on function undersigned.relay_report() is 'What couriers know of the relay';
