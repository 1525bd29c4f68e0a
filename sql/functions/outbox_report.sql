-- The whole outbox, counted: all of it, by kind, by domain, and why mails are dead.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned outbox`. It reads every mail, so it takes a moment where millions are.
-- Returns one row with section all, one for each kind, one for each of the 12 domains with the most
-- mail that is not out (of a signature that was erased the domain is empty), and one for each
-- reason of dead mail, in that order, the largest first. oldest: seconds since the oldest mail that
-- is not out was owed.

create or replace function undersigned.outbox_report()
returns table (
  section text, name text, due bigint, under_way bigint, waiting bigint, sent bigint, dead bigint,
  dropped bigint, oldest bigint
)
language sql stable
set search_path = undersigned, pg_temp
as $$
  with mail as (
    select
      case
        when outbox.state <> 'owed' then outbox.state::text
        when outbox.due_at <= now() then 'due'
        when outbox.attempts > 0 and outbox.settled_at is null then 'under way'
        else 'waiting'
      end as stage,
      outbox.kind::text as kind,
      coalesce(lower(substring(signature.address from '@([^@]*)$')), '') as domain,
      case
        when outbox.state = 'dead' then concat_ws(' ', dead_for, nullif(reply_code, 0), nullif(reply, ''))
      end as reason,
      outbox.state,
      outbox.owed_at
    from outbox
    left join signature
      on signature.petition_id = outbox.petition_id and signature.id = outbox.signature_id
  ),
  counted as (
    select
      case
        when grouping(kind) = 0 then 'kind'
        when grouping(domain) = 0 then 'domain'
        when grouping(reason) = 0 then 'reason'
        else 'all'
      end as section,
      coalesce(kind, domain, reason, '') as name,
      count(*) filter (where stage = 'due') as due,
      count(*) filter (where stage = 'under way') as under_way,
      count(*) filter (where stage = 'waiting') as waiting,
      count(*) filter (where stage = 'sent') as sent,
      count(*) filter (where stage = 'dead') as dead,
      count(*) filter (where stage = 'dropped') as dropped,
      extract(epoch from now() - min(owed_at) filter (where state = 'owed'))::bigint as oldest,
      count(*) filter (where state in ('owed', 'dead')) as not_out
    from mail
    group by grouping sets ((), (kind), (domain), (reason))
    having grouping(reason) = 1 or reason is not null
  ),
  ranked as (
    select
      *,
      row_number() over (partition by section order by not_out desc, sent desc, name) as rank
    from counted
  )
  select section, name, due, under_way, waiting, sent, dead, dropped, oldest
  from ranked
  where section <> 'domain' or rank <= 12
  order by array_position('{all,kind,domain,reason}', section), rank;
$$;

revoke execute on function undersigned.outbox_report() from public;
comment on function undersigned.outbox_report() is
  'The whole outbox, counted: all of it, by kind, by domain, and why mails are dead';
