-- Records what was reported of a mail, and suppresses its address where that follows.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role for each report that names a mail of ours. Twice is the same as once,
-- and a report that weighs less than one before changes nothing.
-- Parameters: kind and status as in table bounce; most: once so many mails to the address have
-- failed in 30 days, it is suppressed; 0: never for that.
-- Returns one row with the outcome:
--   suppressed  the address is not written to any more
--   counted     it is known now, and nothing else follows
--   unchanged   as much was known before
--   unknown     there is no such mail, or nothing is left of the signature

create or replace function undersigned.bounce_add(
  petition_id bigint, mail_id bigint, kind text, status text, most int
)
returns table (outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  key bytea;
  is_news boolean;
begin
  -- Locked first, as everywhere: an erased signature must not get a suppressed address afterwards.
  select address_key into key
  from signature
  where signature.petition_id = bounce_add.petition_id and id = bounce_add.mail_id / 1000
  for update;

  if key is null then
    outcome := 'unknown';
    return next;
    return;
  end if;

  insert into bounce (petition_id, mail_id, kind, status)
  values (
    bounce_add.petition_id, bounce_add.mail_id, bounce_add.kind::bounce_kind, bounce_add.status
  )
  on conflict (petition_id, mail_id) do update set
    kind = excluded.kind,
    status = excluded.status,
    reported_at = now()
  where bounce.kind < excluded.kind;
  is_news := found;

  if bounce_add.kind in ('refused', 'complained')
    or bounce_add.kind = 'failed' and most > 0 and bounce_failures(key) >= most
  then
    insert into suppression (address_key, reason)
    values (
      key, case when bounce_add.kind = 'complained' then 'complained' else 'bounced' end
        ::suppression_reason
    )
    on conflict (address_key) do update set
      reason = excluded.reason
    -- What its owner said weighs more than what a server did.
    where excluded.reason = 'complained' and suppression.reason in ('bounced', 'refused');
    outcome := case when found then 'suppressed' when is_news then 'counted' else 'unchanged' end;
  else
    outcome := case when is_news then 'counted' else 'unchanged' end;
  end if;
  return next;
end
$$;

revoke execute on function undersigned.bounce_add(bigint, bigint, text, text, int) from public;
comment on function undersigned.bounce_add(bigint, bigint, text, text, int) is
  'Records what was reported of a mail, and suppresses its address where that follows';
