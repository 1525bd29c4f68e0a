-- What the page of a signature shows its signer: the person, and the words that were signed.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven.
-- Returns one row, or none if there is no such signature. The words are those of the revision that
-- it was given under. What an organizer removed and can put back is given as held. Of a removed signature nothing about the person is left, of a withdrawn one
-- nothing but the language.

create or replace function undersigned.signature_find(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns table (
  state text, slug text, language text, given_name text, family_name text, postal_code text,
  country text, comment text, show_name boolean, signed_at timestamptz, confirmed_at timestamptz,
  title text, target text, letter text, signer_line text, comment_hidden boolean,
  comment_approved boolean, address text, source text, held_for text,
  words_language text
)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select
    case when removal is null then signature.state::text else 'held' end, petition.slug, signature.language, signature.given_name,
    signature.family_name, signature.postal_code, signature.country, signature.comment,
    signature.show_name, signature.signed_at, signature.confirmed_at,
    revision.title, revision.target, revision.letter, revision.signer_line,
    signature.comment_hidden, signature.comment_approved_at is not null, signature.address,
    signature.source, signature.held_for, revision.language
  from signature
  join petition on petition.id = signature.petition_id
  join revision
    on revision.petition_id = signature.petition_id and revision.number = signature.revision
  where signature.petition_id = signature_find.petition_id
    and signature.id = signature_find.signature_id
    and signature.nonce = signature_find.nonce;
$$;

revoke execute on function undersigned.signature_find(bigint, bigint, bigint) from public;
comment on function undersigned.signature_find(bigint, bigint, bigint) is
  'What the page of a signature shows its signer';
