-- For organizers: does the mail get out?
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.outbox_health as
select
  petition.slug,
  outbox.state::text as state,
  count(*) as mails,
  count(*) filter (where outbox.state = 'owed' and outbox.due_at <= now()) as due,
  max(outbox.attempts) as most_attempts,
  min(outbox.owed_at) as oldest_at,
  max(outbox.settled_at) as settled_at
from undersigned.outbox
join undersigned.petition on petition.id = outbox.petition_id
group by petition.slug, outbox.state;

comment on view undersigned.outbox_health is 'Does the mail get out?';
comment on column undersigned.outbox_health.slug is 'The petition';
comment on column undersigned.outbox_health.state is
  'owed, sent, dead: refused or tried too often, dropped: no longer wanted when its turn came';
comment on column undersigned.outbox_health.mails is 'Mails in that state';
comment on column undersigned.outbox_health.due is 'Those that wait for a courier now';
comment on column undersigned.outbox_health.most_attempts is 'The most attempts that one has taken';
comment on column undersigned.outbox_health.oldest_at is 'Since when the oldest one is owed';
comment on column undersigned.outbox_health.settled_at is 'When an attempt last ended';
