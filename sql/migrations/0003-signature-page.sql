-- What signers do with their signatures on pages of their own.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- The programs of the release before go on working: what is new in functions comes last.

alter type undersigned.outbox_kind add value if not exists 'link';

do $$
begin
  if to_regtype('undersigned.deed') is null then
    create type undersigned.deed as enum (
      'corrected', 'name_shown', 'name_hidden', 'comment_written', 'comment_erased',
      'comment_shown', 'comment_hidden', 'comment_approved', 'consent_given', 'consent_revoked',
      'withdrawn', 'signed_again', 'disowned', 'erased'
    );
  end if;
end
$$;

comment on type undersigned.deed is 'What was done with a signature after it was given';

create table if not exists undersigned.change (
  petition_id bigint not null,
  signature_id bigint not null,
  number int not null,
  at timestamptz not null default now(),
  deed undersigned.deed not null,
  organization_id bigint,
  primary key (petition_id, signature_id, number)
);

comment on table undersigned.change is
  'What was done with signatures, and when; never what was there before';
comment on column undersigned.change.petition_id is 'The petition';
comment on column undersigned.change.signature_id is 'The signature';
comment on column undersigned.change.number is 'Counts the changes of the signature';
comment on column undersigned.change.at is 'When it was done';
comment on column undersigned.change.deed is 'What was done';
comment on column undersigned.change.organization_id is
  'Of consents: the organization; 0: news about the petition';

alter table undersigned.signature
add column if not exists comment_hidden boolean not null default false,
add column if not exists comment_approved_at timestamptz;

comment on column undersigned.signature.comment_hidden is
  'The signer does not want the comment to be shown';
comment on column undersigned.signature.comment_approved_at is
  'When an organizer let the comment be shown; null again once it is another one';
comment on column undersigned.signature.withdrawn_at is
  'When it was taken back or erased, by the signer or the owner of the address';
comment on column undersigned.signature.state is
  'pending until the address is proven, confirmed counts, held waits for an organizer, '
  'withdrawn by the signer, removed: erased by the signer or the owner of the address';

-- The address first: all signatures of one are found, under whichever petition.
create unique index if not exists signature_owner
on undersigned.signature (address_key, petition_id) where address_key is not null;
drop index if exists undersigned.signature_address;

-- Made anew with more columns.
drop function if exists undersigned.signature_find(bigint, bigint, bigint);
