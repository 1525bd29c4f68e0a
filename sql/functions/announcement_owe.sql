-- Owes the next mails of the announcements that are going out.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim when nothing else is due, and planned with its settings. So that the
-- outbox stays small and an announcement can be paused, at most a thousand mails of it are owed at
-- a time. Who is owed one is behind the signature that was reached last: nobody gets two, whoever
-- was killed in between. One of them, whose signatures have all been reached and whose mails are
-- settled, is done.
-- Returns how many mails were owed.

create or replace function undersigned.announcement_owe()
returns bigint
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  most constant int := 1000;
  running announcement;
  readers bigint[];
  room int;
  added bigint;
  total bigint := 0;
begin
  -- Another courier is at those that are locked.
  for running in
    select * from announcement where state = 'running' order by begun_at for update skip locked
  loop
    select most - count(*) into room
    from outbox
    where petition_id = running.petition_id
      and announcement_id = running.id
      -- The first of the states. As "=" it tempts a plan to read the index of all owed mail.
      and state <= 'owed';
    -- Few big steps cost less than many small ones.
    continue when room < most / 2;

    readers := array(
      select signature_id
      from announcement_readers(running.petition_id, running.begun_at, running.reached, room)
    );
    -- As outbox_add wants it: nobody else counts the mails of these signatures now.
    perform
    from signature
    where petition_id = running.petition_id
      -- Said twice: a plan for few rows reads the whole petition and looks for them.
      and id between readers[1] and readers[cardinality(readers)]
      and id = any(readers)
    order by id
    for update;

    insert into outbox (petition_id, id, signature_id, kind, class, announcement_id)
    select
      running.petition_id, coalesce(latest.id + 1, reader * 1000), reader, 'announcement',
      outbox_class('announcement'), running.id
    from unnest(readers) as reader
    cross join lateral (
      select max(id) as id
      from outbox
      where petition_id = running.petition_id and id between reader * 1000 and reader * 1000 + 999
    ) as latest
    where latest.id is distinct from reader * 1000 + 999;
    get diagnostics added = row_count;

    update announcement set
      given = given + added,
      reached = coalesce(readers[cardinality(readers)], reached),
      state = case when cardinality(readers) = 0 and room = most then 'done' else state end,
      ended_at = case when cardinality(readers) = 0 and room = most then now() end
    where petition_id = running.petition_id and id = running.id;
    total := total + added;
  end loop;
  return total;
end
$$;

revoke execute on function undersigned.announcement_owe() from public;
comment on function undersigned.announcement_owe() is
  'Owes the next mails of the announcements that are going out';
