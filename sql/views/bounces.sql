-- For organizers: which mails did not arrive after all, and why?
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.bounces with (security_barrier) as
select
  petition.slug,
  bounce.kind::text as kind,
  bounce.status,
  count(*) as mails,
  max(bounce.reported_at) as reported_at
from undersigned.bounce
join undersigned.petition on petition.id = bounce.petition_id
where undersigned.petition_granted(petition.id)
group by petition.slug, bounce.kind, bounce.status;

comment on view undersigned.bounces is 'Which mails did not arrive after all, and why?';
comment on column undersigned.bounces.slug is 'The petition';
comment on column undersigned.bounces.kind is
  'delayed: still tried, failed: given up for a reason that passes, refused: for one that does '
  'not, complained: called spam by who got it';
comment on column undersigned.bounces.status is
  'Why, as RFC 3463 counts it: 5.1.1 is an address that is not there; empty where nobody said';
comment on column undersigned.bounces.mails is 'How many mails';
comment on column undersigned.bounces.reported_at is 'When one was last reported';
