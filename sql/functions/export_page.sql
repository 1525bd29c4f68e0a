-- A page of a petition's confirmed signatures, with what their signers allow the organizers to use.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned export`: the ids behind `after` up to `upto`, at most `size` signatures,
-- since the time if there is one. The name is null unless it may be shown publicly or the signer
-- wants news, the address unless the signer wants news; a comment that its signer hid is null.
-- Returns one row per signature, by id. Times are in UTC.
--
-- One expression without settings of its own: PostgreSQL makes it a part of the query that calls it,
-- and no row is kept anywhere on its way out. So names are written in full.

create or replace function undersigned.export_page(
  petition_id bigint, after bigint, upto bigint, size int, since text
)
returns table (
  id bigint, signed_at timestamp, confirmed_at timestamp, given_name text, family_name text,
  email text, postal_code text, country text, language text, comment text, source text,
  show_name boolean, news boolean
)
language sql stable
as $$
  select
    signature.id, signature.signed_at at time zone 'UTC', signature.confirmed_at at time zone 'UTC',
    case when signature.show_name or consent.given_at is not null then signature.given_name end,
    case when signature.show_name or consent.given_at is not null then signature.family_name end,
    case when consent.given_at is not null then signature.address end,
    signature.postal_code, signature.country, signature.language,
    case when not signature.comment_hidden then signature.comment end,
    signature.source, signature.show_name, consent.given_at is not null
  from undersigned.signature
  left join undersigned.consent
    on consent.petition_id = export_page.petition_id
    and consent.signature_id = signature.id
    and consent.signature_id > export_page.after
    and consent.signature_id <= export_page.upto
    and consent.organization_id = 0
    and consent.revoked_at is null
    and undersigned.consent_proven(signature.mails, signature.signed_at, consent.given_at)
  where signature.petition_id = export_page.petition_id
    and signature.id > export_page.after
    and signature.id <= export_page.upto
    and signature.state = 'confirmed'
    and signature.confirmed_at >= coalesce(export_page.since::timestamptz, '-infinity')
  order by signature.id
  limit export_page.size;
$$;

revoke execute on function undersigned.export_page(bigint, bigint, bigint, int, text) from public;
comment on function undersigned.export_page(bigint, bigint, bigint, int, text) is
  'A page of a petition''s confirmed signatures, with what their signers allow the organizers to use';
