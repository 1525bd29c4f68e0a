-- Signatures on paper: counted and shown apart from those that were given here.
-- SPDX-License-Identifier: AGPL-3.0-or-later

do $$
begin
  if to_regtype('undersigned.paper_state') is null then
    create type undersigned.paper_state as enum ('counted', 'online', 'removed');
  end if;
end
$$;

comment on type undersigned.paper_state is 'What a signature on paper counts for';

create table if not exists undersigned.paper_sheet (
  petition_id bigint not null,
  number int not null,
  digest text collate "C",
  name text not null,
  taken_at timestamptz not null default now(),
  by_role text not null,
  primary key (petition_id, number),
  unique (petition_id, digest)
);

comment on table undersigned.paper_sheet is 'The files that signatures on paper were taken from';
comment on column undersigned.paper_sheet.petition_id is 'The petition';
comment on column undersigned.paper_sheet.number is 'Counts the files of the petition';
comment on column undersigned.paper_sheet.digest is
  'SHA-256 of the file in base64, so that it is taken once; null when all of it was removed';
comment on column undersigned.paper_sheet.name is 'Its name';
comment on column undersigned.paper_sheet.taken_at is 'When it was taken';
comment on column undersigned.paper_sheet.by_role is 'The database role that did it';

create table if not exists undersigned.paper (
  petition_id bigint not null,
  sheet int not null,
  line int not null,
  state undersigned.paper_state not null default 'counted',
  person_key bytea,
  address_key bytea,
  given_name text,
  family_name text,
  postal_code text,
  country text,
  signed_on date,
  show_name boolean not null,
  removed_for text,
  primary key (petition_id, sheet, line)
);

create index if not exists paper_person
on undersigned.paper (petition_id, person_key) where person_key is not null;
create index if not exists paper_address
on undersigned.paper (petition_id, address_key) where address_key is not null;

comment on table undersigned.paper is 'A signature on paper; what is not kept is the address';
comment on column undersigned.paper.petition_id is 'The petition';
comment on column undersigned.paper.sheet is 'The number of the file';
comment on column undersigned.paper.line is 'Its line in the file';
comment on column undersigned.paper.state is
  'counted; online: the signer has signed here as well, and counts there; removed by an organizer';
comment on column undersigned.paper.person_key is
  'Keyed hash of name and place, 16 bytes: finds a line that comes twice';
comment on column undersigned.paper.address_key is
  'Keyed hash of the canonical address, 16 bytes, as signature.address_key; null if none was given';
comment on column undersigned.paper.given_name is 'As typed';
comment on column undersigned.paper.family_name is 'As typed';
comment on column undersigned.paper.postal_code is 'As typed';
comment on column undersigned.paper.country is 'ISO 3166-1, two letters';
comment on column undersigned.paper.signed_on is 'The day that stands on the sheet';
comment on column undersigned.paper.show_name is 'May the name be shown publicly?';
comment on column undersigned.paper.removed_for is 'Why an organizer removed it';

alter table undersigned.petition add column if not exists paper int not null default 0;

comment on column undersigned.petition.paper is
  'Signatures on paper that count; kept by paper_settle';

-- Made anew with one more column.
do $$
begin
  if exists (
    select from pg_proc
    where oid = to_regprocedure('undersigned.petition_find(text)') and not 'paper' = any (proargnames)
  ) then
    drop function undersigned.petition_find(text);
  end if;
end
$$;

drop function if exists undersigned.export_open(text, text);
