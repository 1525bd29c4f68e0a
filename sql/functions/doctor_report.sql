-- What a site's admin has to know of its database and its mail.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned doctor`. It reads every mail, so it takes a moment where millions are.
-- Returns one row: whether this login is a superuser; how many seconds ago a courier last settled a
-- mail, null if none ever did; how many mails are dead; how many blocks of signatures wait for their
-- summary.

create or replace function undersigned.doctor_report()
returns table (superuser boolean, settled bigint, dead bigint, stale bigint)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    (select rolsuper from pg_roles where rolname = current_user),
    (select extract(epoch from now() - max(settled_at))::bigint from outbox),
    (select count(*) from outbox where state = 'dead'),
    (select count(distinct (petition_id, block)) from stale);
$$;

revoke execute on function undersigned.doctor_report() from public;
comment on function undersigned.doctor_report() is
  'What a site''s admin has to know of its database and its mail';
