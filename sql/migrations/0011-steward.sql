-- A petition's life: paused and retired, too, and what was done with it.
-- SPDX-License-Identifier: AGPL-3.0-or-later

alter type undersigned.petition_state add value if not exists 'paused' before 'closed';
alter type undersigned.petition_state add value if not exists 'retired';

comment on column undersigned.petition.state is
  'open takes signatures, paused takes none for now, closed is only shown, retired is not shown any '
  'more';
comment on column undersigned.petition.erase_on is
  'The day, in UTC, by which all that signers typed is erased; never later once somebody has signed';

create table if not exists undersigned.petition_change (
  petition_id bigint not null references undersigned.petition,
  number int not null,
  at timestamptz not null default now(),
  deed text not null,
  detail text not null,
  by_role text not null,
  primary key (petition_id, number)
);

comment on table undersigned.petition_change is
  'What was done with petitions, when and by whom; their words are in revision';
comment on column undersigned.petition_change.petition_id is 'The petition';
comment on column undersigned.petition_change.number is 'Counts the changes of the petition';
comment on column undersigned.petition_change.at is 'When it was done';
comment on column undersigned.petition_change.deed is
  'open, pause, close, reopen or retire; set; copied';
comment on column undersigned.petition_change.detail is
  'The reason that was given; of set, the setting and what it became; of copied, the first one''s slug';
comment on column undersigned.petition_change.by_role is 'The database role that did it';

-- Made anew with one more parameter.
drop function if exists undersigned.petition_list();

alter table undersigned.petition add column if not exists erased_at timestamptz;

comment on column undersigned.petition.erased_at is
  'When the last of what its signers typed was erased; it takes no signatures since';

-- What organizers decide about signatures, and can take back.
alter type undersigned.deed add value if not exists 'comment_refused';
alter type undersigned.deed add value if not exists 'comment_reset';
alter type undersigned.deed add value if not exists 'held';
alter type undersigned.deed add value if not exists 'restored';
alter type undersigned.deed add value if not exists 'purged';

create table if not exists undersigned.removal (
  petition_id bigint not null,
  number int not null,
  at timestamptz not null default now(),
  by_role text not null,
  reason text not null,
  condition jsonb not null,
  count bigint not null,
  undone_at timestamptz,
  primary key (petition_id, number)
);

comment on table undersigned.removal is 'Signatures that an organizer removed at once';
comment on column undersigned.removal.petition_id is 'The petition';
comment on column undersigned.removal.number is 'Counts the removals of the petition';
comment on column undersigned.removal.at is 'When it was done';
comment on column undersigned.removal.by_role is 'The database role that did it';
comment on column undersigned.removal.reason is 'Why; names nobody';
comment on column undersigned.removal.condition is 'What the signatures have in common';
comment on column undersigned.removal.count is 'How many there were';
comment on column undersigned.removal.undone_at is 'When they were put back; null: they were not';

alter table undersigned.signature
add column if not exists removal int,
add column if not exists comment_refused_at timestamptz;

comment on column undersigned.signature.removal is
  'The number of the removal that can still be undone; null: none, or its data are erased';
comment on column undersigned.signature.comment_refused_at is
  'When an organizer decided not to show the comment; null again once it is another one';
comment on column undersigned.signature.held_for is
  'Why it waits for an organizer: network, domain, address or honeypot, organizer: one of them says '
  'so, removal: it was removed by one';
