-- News that organizers mail to the signers who asked for them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- The programs of the release before go on working: what is new in functions comes last.

alter type undersigned.outbox_kind add value if not exists 'announcement';

do $$
begin
  if to_regtype('undersigned.announcement_state') is null then
    create type undersigned.announcement_state as enum ('running', 'paused', 'cancelled', 'done');
  end if;
end
$$;

comment on type undersigned.announcement_state is 'Does an announcement go out?';

create table if not exists undersigned.announcement (
  petition_id bigint not null references undersigned.petition,
  id int not null,
  code text collate "C" not null,
  state undersigned.announcement_state not null default 'running',
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  expected bigint not null,
  given bigint not null default 0,
  reached bigint not null default 0,
  primary key (petition_id, id),
  unique (petition_id, code)
);

comment on table undersigned.announcement is
  'News that organizers mail to the confirmed signers of a petition who asked for them';
comment on column undersigned.announcement.petition_id is 'The petition';
comment on column undersigned.announcement.id is 'Counts the announcements of the petition';
comment on column undersigned.announcement.code is
  'A hash of its words: the same words are announced once';
comment on column undersigned.announcement.state is
  'running goes out, paused may go on, cancelled never will, done has been owed to everybody';
comment on column undersigned.announcement.begun_at is
  'When it was begun; it goes to those whose signatures counted then';
comment on column undersigned.announcement.ended_at is 'When it was done or cancelled';
comment on column undersigned.announcement.expected is
  'How many signers wanted news when it was begun';
comment on column undersigned.announcement.given is 'How many mails were put in the outbox so far';
comment on column undersigned.announcement.reached is
  'The signature that came last: those with higher numbers come next';

create table if not exists undersigned.announcement_text (
  petition_id bigint not null,
  announcement_id int not null,
  number smallint not null,
  language text collate "C" not null,
  subject text not null,
  body text not null,
  primary key (petition_id, announcement_id, number),
  foreign key (petition_id, announcement_id) references undersigned.announcement
);

comment on table undersigned.announcement_text is 'The words of an announcement in a language';
comment on column undersigned.announcement_text.petition_id is 'The petition';
comment on column undersigned.announcement_text.announcement_id is 'The announcement';
comment on column undersigned.announcement_text.number is
  'The first is for those in whose language there is none';
comment on column undersigned.announcement_text.language is
  'The language of these words, as in BCP 47';
comment on column undersigned.announcement_text.subject is 'What the mail is called';
comment on column undersigned.announcement_text.body is 'The news, in Markdown';

alter table undersigned.outbox add column if not exists announcement_id int;

comment on column undersigned.outbox.announcement_id is
  'The announcement that the mail is; null for every other kind';

-- Holds no row of any other kind: whoever signs does not pay for it.
create index if not exists outbox_announcement
on undersigned.outbox (petition_id, announcement_id, state) where announcement_id is not null;

-- Made anew with more columns.
drop function if exists undersigned.outbox_claim(int, int, int, int);
