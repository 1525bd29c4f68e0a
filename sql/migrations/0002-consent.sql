-- What signers agree to besides signing, and until when a petition keeps their data.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- The programs of the release before go on working: what is new in functions comes last.

create table if not exists undersigned.wording (
  id bigint generated always as identity primary key,
  language text collate "C" not null,
  words text collate "C" not null,
  created_at timestamptz not null default now(),
  unique (language, words)
);

comment on table undersigned.wording is
  'The words that a consent was asked for in; never changed, only followed by others';
comment on column undersigned.wording.id is 'What a consent refers to';
comment on column undersigned.wording.language is 'The language of these words, as in BCP 47';
comment on column undersigned.wording.words is 'As they stood on the page';
comment on column undersigned.wording.created_at is 'When they were first shown';

create table if not exists undersigned.consent (
  petition_id bigint not null,
  signature_id bigint not null,
  organization_id bigint not null,
  number smallint not null,
  wording_id bigint not null,
  language text collate "C",
  source text collate "C",
  given_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (petition_id, signature_id, organization_id, number)
);

comment on table undersigned.consent is
  'A signer''s yes to one organization, with its words and time; a yes after a no is a new row';
comment on column undersigned.consent.petition_id is 'The petition';
comment on column undersigned.consent.signature_id is 'The signature that it was given with';
comment on column undersigned.consent.organization_id is
  'Who may write to the signer; 0: the organizers, with news about this petition';
comment on column undersigned.consent.number is 'Counts up; the highest is the one that counts';
comment on column undersigned.consent.wording_id is 'What the signer was asked';
comment on column undersigned.consent.language is 'The language of the page that it was given on';
comment on column undersigned.consent.source is
  'How the signer came: `source=` of the link; null when it was given later';
comment on column undersigned.consent.given_at is 'When it was given';
comment on column undersigned.consent.revoked_at is 'When it was taken back; null: it holds';

-- The promise that the form makes.
alter table undersigned.petition add column if not exists erase_on date;
update undersigned.petition
set erase_on = (created_at at time zone 'UTC' + interval '2 years')::date
where erase_on is null;
alter table undersigned.petition
alter column erase_on set default (now() at time zone 'UTC' + interval '2 years')::date,
alter column erase_on set not null;

comment on column undersigned.petition.erase_on is
  'The day, in UTC, by which all that signers typed is erased';

-- Made anew with more parameters or columns.
drop function if exists undersigned.petition_find(text);
drop function if exists undersigned.petition_organizations(bigint);
drop function if exists undersigned.petition_import(
  text, text, int, date, text, text, text, text, text, text, text[]
);
drop function if exists undersigned.signature_add(
  bigint[], int[], bytea[], bigint[], text[], text[], text[], text[], text[], text[], boolean[],
  text[], text[], text[]
);
