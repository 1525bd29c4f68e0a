-- Mail in fair order, below what the relay takes, and nothing while it is away.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Couriers of the release before go on working: what is new in functions comes last and has a
-- preset, and a mail that they settle is settled.

alter table undersigned.outbox
add column if not exists class smallint not null default 0,
add column if not exists failures smallint not null default 0,
add column if not exists claimed_at timestamptz,
add column if not exists dead_for text;

comment on column undersigned.outbox.class is
  'Which mails go first when not all can: outbox_class of its kind';
comment on column undersigned.outbox.attempts is
  'How often it was claimed; an attempt that is not the latest can settle nothing';
comment on column undersigned.outbox.failures is
  'How often the relay did not take it, or its courier was lost with it';
comment on column undersigned.outbox.claimed_at is 'When the latest attempt began';
comment on column undersigned.outbox.settled_at is
  'When the latest attempt ended; empty while it is under way';
comment on column undersigned.outbox.dead_for is
  'Why it is dead: refused: the relay will never take it, nor another for that address; '
  'rejected: nor this one, for what is in it; given_up: tried too often; '
  'lost: its couriers did not come back';

-- In the order in which mails go: the first of each petition is found without reading the others.
create index if not exists outbox_turn
on undersigned.outbox (class, petition_id, due_at) where state = 'owed';

drop index if exists undersigned.outbox_due;

-- What couriers of all processes know of the relay: one row, written when it goes and when it
-- comes back, and read with each claim.
create table if not exists undersigned.relay (
  id smallint primary key default 1,
  away_since timestamptz,
  failed_at timestamptz,
  failures int not null default 0,
  probe_at timestamptz,
  reply_code int,
  reply text
);

insert into undersigned.relay default values on conflict do nothing;

comment on table undersigned.relay is 'Whether the relay answers, for all couriers';
comment on column undersigned.relay.id is '1: there is one relay';
comment on column undersigned.relay.away_since is 'Since when it is away; empty: it answers';
comment on column undersigned.relay.failed_at is 'When it was last found to be away';
comment on column undersigned.relay.failures is 'How often, since it last answered';
comment on column undersigned.relay.probe_at is
  'When one courier may try it with one mail; the others wait for what comes of it';
comment on column undersigned.relay.reply_code is 'Last code of the relay, if it answered';
comment on column undersigned.relay.reply is 'Enhanced status code of that reply';

-- Only where there is a limit. By the minute, so that no hour of sixty minutes has more than it may.
create table if not exists undersigned.handover (
  minute timestamptz primary key,
  mails int not null
);

comment on table undersigned.handover is
  'How many mails were handed to the relay; those that are under way count already';
comment on column undersigned.handover.minute is 'The minute in which they were claimed';
comment on column undersigned.handover.mails is 'How many';

-- Made anew with more parameters and columns.
drop function if exists undersigned.outbox_claim(int, int);
drop function if exists undersigned.outbox_next();
drop view if exists undersigned.outbox_health;
