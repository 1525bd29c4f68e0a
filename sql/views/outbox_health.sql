-- For organizers and admins: does the mail get out?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- What is owed or dead is read, what is sent or dropped comes from the summaries: that is most of it.

create or replace view undersigned.outbox_health with (security_barrier) as
select petition.slug, mail.*
from undersigned.petition
cross join lateral (
  select
    outbox.kind::text as kind,
    case
      when outbox.due_at <= now() then 'due'
      when outbox.attempts > 0 and outbox.settled_at is null then 'under way'
      else 'waiting'
    end as state,
    null::text as dead_for,
    count(*) as mails,
    min(outbox.owed_at) as oldest_at,
    max(outbox.settled_at) as settled_at,
    min(outbox.due_at) as next_at,
    max(outbox.failures) as most_failures
  from undersigned.outbox
  where outbox.petition_id = petition.id and outbox.state = 'owed'
  group by 1, 2
  union all
  select
    outbox.kind::text, 'dead', outbox.dead_for, count(*), min(outbox.owed_at),
    max(outbox.settled_at), null, max(outbox.failures)
  from undersigned.outbox
  where outbox.petition_id = petition.id and outbox.state = 'dead'
  group by 1, 3
  union all
  select
    split_part(value, ' ', 1), split_part(value, ' ', 2), null, sum(mails)::bigint, null,
    max(to_timestamp(nullif(split_part(value, ' ', 3), '')::bigint * 900)), null, null
  from (
    select value, sum(count) as mails
    from undersigned.summary_now(petition.id, 'mail')
    group by value
    having sum(count) > 0
  ) as settled
  group by 1, 2
) as mail
where undersigned.petition_granted(petition.id);

comment on view undersigned.outbox_health is 'Does the mail get out?';
comment on column undersigned.outbox_health.slug is 'The petition';
comment on column undersigned.outbox_health.kind is 'Which mail';
comment on column undersigned.outbox_health.state is
  'due: waits for a courier, under way: a courier has it, waiting: to be tried again later, sent, '
  'dead: given up, dropped: no longer wanted when its turn came';
comment on column undersigned.outbox_health.dead_for is
  'Why it is dead: refused: the relay will never take it, nor another for that address; '
  'rejected: nor this one, for what is in it; given_up: tried too often; '
  'lost: its couriers did not come back';
comment on column undersigned.outbox_health.mails is 'How many mails';
comment on column undersigned.outbox_health.oldest_at is
  'Since when the oldest one is owed; not known of what is sent or dropped';
comment on column undersigned.outbox_health.settled_at is
  'When an attempt last ended; of what is sent or dropped, the quarter of an hour in which it did';
comment on column undersigned.outbox_health.next_at is
  'When the next one is due; of what is under way, when its lease ends';
comment on column undersigned.outbox_health.most_failures is
  'How often the one that failed most has failed; not known of what is sent or dropped';
