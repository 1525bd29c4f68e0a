-- Owes the one reminder to signers who have not confirmed for so long.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role about once a minute. Ids grow with time: each petition remembers how
-- far it has come in the order of the primary key, so that a signature is looked at once in its
-- life, and signing knows nothing of all this. At most `most` signatures of each petition are
-- looked at; those of a petition that takes no signatures any more are passed, and so are those for
-- which it is a week too late: a mail about something long forgotten looks like spam. A signature
-- that somebody else is changing is passed over, as are those whose mail has not gone out yet.
-- wait_seconds 0: nobody is reminded. mails_day: no address is owed more in a day; 0 is no limit.
-- Returns one row with how many were looked at of the petition that had most: as many as `most`
-- means that there may be more.

create or replace function undersigned.reminder_owe(
  wait_seconds int, mails_day int, most int
)
returns table (looked_at bigint)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  pause interval := make_interval(secs => wait_seconds);
  petition record;
  seen bigint;
  last_id bigint;
begin
  looked_at := 0;
  if wait_seconds = 0 then
    delete from reminder;
    return next;
    return;
  end if;

  insert into reminder (petition_id, wait)
  select petition.id, pause
  from petition
  where confirmation = 'required'
    and not exists (select from reminder where reminder.petition_id = petition.id)
  on conflict do nothing;

  for petition in
    select
      reminder.petition_id, reminder.upto,
      petition_state(petition.state, petition.closes_on)::text = 'open' as open
    from reminder
    join petition on petition.id = reminder.petition_id
    where petition.confirmation = 'required'
    for update of reminder skip locked
  loop
    select count(*), max(id) into seen, last_id
    from (
      select id, signed_at
      from signature
      where signature.petition_id = petition.petition_id and id > petition.upto
      order by id
      limit most
    ) as next
    where signed_at <= now() - pause;

    if petition.open then
      insert into outbox (petition_id, id, signature_id, kind, class, due_at)
      select
        waiting.petition_id, mails.last_id + 1, waiting.id, 'reminder', outbox_class('reminder'),
        greatest(now(), waiting.mailed_at + pause)
      from (
        select *
        from signature
        where signature.petition_id = petition.petition_id
          and id > petition.upto and id <= last_id
          and state = 'pending'
          and mailed_at > now() - pause - interval '7 days'
        order by id
        for update skip locked
      ) as waiting
      cross join lateral (
        select
          max(outbox.id) as last_id,
          bool_or(outbox.state = 'owed' or outbox.kind = 'reminder') as enough
        from outbox
        where outbox.petition_id = waiting.petition_id
          and outbox.id between waiting.id * 1000 and waiting.id * 1000 + 998
      ) as mails
      where not mails.enough
        and not exists (
          select from suppression where suppression.address_key = waiting.address_key
        )
        and (mails_day = 0 or address_mails(waiting.address_key) < mails_day);
    end if;

    update reminder set upto = coalesce(last_id, upto), wait = pause
    where reminder.petition_id = petition.petition_id
      and (upto < last_id or reminder.wait <> pause);
    looked_at := greatest(looked_at, seen);
  end loop;
  return next;
end
$$;

revoke execute on function undersigned.reminder_owe(int, int, int) from public;
comment on function undersigned.reminder_owe(int, int, int) is
  'Owes the one reminder to signers who have not confirmed for so long';
