-- The tables of the first release; without harm when they are there already.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- No foreign keys or triggers on signature and outbox: they are written thousands of times a
-- second. Unique keys there hold petition_id, so that the tables can be distributed by it.

do $$
begin
  if to_regtype('undersigned.signature_state') is null then
    create type undersigned.petition_state as enum ('open', 'closed');
    create type undersigned.petition_confirmation as enum ('required', 'none');
    create type undersigned.signature_state as enum
      ('pending', 'confirmed', 'held', 'withdrawn', 'removed');
    create type undersigned.outbox_kind as enum ('confirmation');
    create type undersigned.outbox_state as enum ('owed', 'sent', 'dead', 'dropped');
    create type undersigned.suppression_reason as enum ('disowned', 'refused');
  end if;
end
$$;

comment on type undersigned.petition_state is 'Does the petition take signatures?';
comment on type undersigned.petition_confirmation is 'Is an address to be proven before it counts?';
comment on type undersigned.signature_state is 'Where in its life a signature is';
comment on type undersigned.outbox_kind is 'Which mail is owed';
comment on type undersigned.outbox_state is 'What became of a mail';
comment on type undersigned.suppression_reason is 'Why an address is never written to again';

create table if not exists undersigned.petition (
  id bigint generated always as identity primary key,
  slug text collate "C" not null unique,
  state undersigned.petition_state not null default 'open',
  goal int,
  closes_on date,
  confirmation undersigned.petition_confirmation not null default 'required',
  created_at timestamptz not null default now()
);

comment on table undersigned.petition is 'What does not change with the words of a petition';
comment on column undersigned.petition.id is 'Never shown to anyone';
comment on column undersigned.petition.slug is 'Its name in links';
comment on column undersigned.petition.state is 'open takes signatures, closed is only shown';
comment on column undersigned.petition.goal is 'How many signatures are hoped for, if that is said';
comment on column undersigned.petition.closes_on is
  'The last day on which it can be signed, in UTC';
comment on column undersigned.petition.confirmation is
  'required: a signature counts once its address is proven; none: it counts at once';
comment on column undersigned.petition.created_at is 'When it was first imported';

create table if not exists undersigned.revision (
  petition_id bigint not null references undersigned.petition,
  number int not null,
  language text collate "C" not null,
  title text not null,
  target text not null,
  body text not null,
  letter text not null,
  signer_line text not null,
  created_at timestamptz not null default now(),
  primary key (petition_id, number)
);

comment on table undersigned.revision is
  'The words of a petition; what someone has signed under is never changed, only followed';
comment on column undersigned.revision.petition_id is 'The petition';
comment on column undersigned.revision.number is
  'Counts up through all languages of the petition; the highest of a language is its current one';
comment on column undersigned.revision.language is 'The language of these words, as in BCP 47';
comment on column undersigned.revision.title is 'What is demanded, in a line';
comment on column undersigned.revision.target is 'Whom the letter is addressed to';
comment on column undersigned.revision.body is 'The case for signing, in Markdown';
comment on column undersigned.revision.letter is 'The words that are delivered';
comment on column undersigned.revision.signer_line is 'What stands for the name of the signer';
comment on column undersigned.revision.created_at is 'When it was imported';

create table if not exists undersigned.organization (
  id bigint generated always as identity primary key,
  name text collate "C" not null unique,
  slug text collate "C" not null unique,
  created_at timestamptz not null default now()
);

comment on table undersigned.organization is 'The organizations that take part in petitions';
comment on column undersigned.organization.id is 'Never shown to anyone';
comment on column undersigned.organization.name is 'Its name as the petition files write it';
comment on column undersigned.organization.slug is 'Its name in links';
comment on column undersigned.organization.created_at is 'When it was first named in a petition';

create table if not exists undersigned.petition_organization (
  petition_id bigint not null references undersigned.petition,
  organization_id bigint not null references undersigned.organization,
  position int not null,
  primary key (petition_id, organization_id)
);

comment on table undersigned.petition_organization is 'Which organizations take part in a petition';
comment on column undersigned.petition_organization.petition_id is 'The petition';
comment on column undersigned.petition_organization.organization_id is 'The organization';
comment on column undersigned.petition_organization.position is 'Its place in the petition file';

create table if not exists undersigned.signature (
  petition_id bigint not null,
  id bigint generated by default as identity,
  nonce bigint not null,
  signed_at timestamptz not null default now(),
  confirmed_at timestamptz,
  withdrawn_at timestamptz,
  mailed_at timestamptz,
  revision int not null,
  state undersigned.signature_state not null,
  mails smallint not null default 0,
  show_name boolean not null,
  address_key bytea,
  address text,
  given_name text,
  family_name text,
  postal_code text,
  country text,
  comment text,
  language text,
  source text,
  held_for text,
  primary key (petition_id, id)
)
-- Each row is updated once soon after it is written: room for that on its own page.
with (fillfactor = 80);

-- Partial, so that no plan can mistake it for the primary key while the table is still small.
create unique index if not exists signature_address
on undersigned.signature (petition_id, address_key) where address_key is not null;

comment on table undersigned.signature is 'The row of a signer under a petition';
comment on column undersigned.signature.petition_id is 'The petition';
comment on column undersigned.signature.id is 'Part of the link that opens it, together with nonce';
comment on column undersigned.signature.nonce is 'Random; a link is a keyed hash of id and nonce';
comment on column undersigned.signature.signed_at is 'When the form was sent';
comment on column undersigned.signature.confirmed_at is 'When it began to count';
comment on column undersigned.signature.withdrawn_at is
  'When it was withdrawn, or removed because the address was used by somebody else';
comment on column undersigned.signature.mailed_at is 'When a confirmation was last owed to it';
comment on column undersigned.signature.revision is 'The number of the revision it was given under';
comment on column undersigned.signature.state is
  'pending until the address is proven, confirmed counts, held waits for an organizer, '
  'withdrawn by the signer, removed because the signer disowned it';
comment on column undersigned.signature.mails is 'How often a confirmation was owed to it';
comment on column undersigned.signature.show_name is 'May the name be shown publicly?';
comment on column undersigned.signature.address_key is
  'Keyed hash of the canonical address, 16 bytes; one signature per address and petition; '
  'null once the signature is removed';
comment on column undersigned.signature.address is 'E-mail address as typed';
comment on column undersigned.signature.given_name is 'As typed';
comment on column undersigned.signature.family_name is 'As typed';
comment on column undersigned.signature.postal_code is 'As typed';
comment on column undersigned.signature.country is 'ISO 3166-1, two letters';
comment on column undersigned.signature.comment is 'As typed';
comment on column undersigned.signature.language is 'The language to write to the signer in';
comment on column undersigned.signature.source is 'How the signer came: `source=` of the link';
comment on column undersigned.signature.held_for is 'Why it waits for an organizer';

create table if not exists undersigned.outbox (
  petition_id bigint not null,
  id bigint not null,
  signature_id bigint not null,
  owed_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  settled_at timestamptz,
  kind undersigned.outbox_kind not null,
  state undersigned.outbox_state not null default 'owed',
  attempts int not null default 0,
  reply_code int,
  reply text,
  primary key (petition_id, id)
);

create index if not exists outbox_due on undersigned.outbox (due_at) where state = 'owed';

comment on table undersigned.outbox is 'Mail that is owed to signers, and what became of it';
comment on column undersigned.outbox.petition_id is 'The petition';
comment on column undersigned.outbox.id is
  'signature_id * 1000 and the number of the mail, so that the mails of a signature are found '
  'without one more index; the same in every attempt, and so is the Message-ID';
comment on column undersigned.outbox.signature_id is 'The signature whose address it goes to';
comment on column undersigned.outbox.owed_at is 'Since when it is owed';
comment on column undersigned.outbox.due_at is
  'When it is to be tried next; while an attempt is under way, when its lease ends';
comment on column undersigned.outbox.settled_at is 'When the last attempt ended';
comment on column undersigned.outbox.kind is 'Which mail';
comment on column undersigned.outbox.state is
  'owed, sent, dead: refused or tried too often, dropped: no longer wanted when its turn came';
comment on column undersigned.outbox.attempts is
  'How often it was claimed; an attempt that is not the latest can settle nothing';
comment on column undersigned.outbox.reply_code is 'Last code of the relay, if it answered';
comment on column undersigned.outbox.reply is 'Last words of the relay';

create table if not exists undersigned.tally (
  petition_id bigint not null,
  slot smallint not null,
  confirmed bigint not null,
  primary key (petition_id, slot)
)
-- Updated with every batch: a petition's slots get a page of their own, with room to update in.
with (fillfactor = 10);

comment on table undersigned.tally is
  'Confirmed signatures per petition: the sum of its slots; spread so that writers do not wait';
comment on column undersigned.tally.petition_id is 'The petition';
comment on column undersigned.tally.slot is 'Chosen by the database process that counts';
comment on column undersigned.tally.confirmed is
  'Signatures that began to count here less those that ceased to; may be below zero';

create table if not exists undersigned.suppression (
  address_key bytea primary key,
  reason undersigned.suppression_reason not null,
  since timestamptz not null default now()
);

comment on table undersigned.suppression is 'Addresses that are never written to again';
comment on column undersigned.suppression.address_key is
  'Keyed hash of the canonical address, 16 bytes';
comment on column undersigned.suppression.reason is
  'disowned: its owner said that the signature is not theirs, refused: the relay said so';
comment on column undersigned.suppression.since is 'Since when';
