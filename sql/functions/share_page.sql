-- A page of an organization's share: the confirmed signers who consent to it, and what that covers.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned export --organization` and `undersigned share`: the ids behind `after` up to
-- `upto`, at most `size` signatures, given or confirmed since the time if there is one.
-- Returns one row per signature, by id. asked is what the signer said yes to. Times are in UTC.
--
-- A part of the query that calls it, as export_page is.

create or replace function undersigned.share_page(
  petition_id bigint, organization_id bigint, after bigint, upto bigint, size int, since text
)
returns table (
  id bigint, given_name text, family_name text, email text, language text, confirmed_at timestamp,
  consented_at timestamp, asked text
)
language sql stable
as $$
  select
    signature.id, signature.given_name, signature.family_name, signature.address, consent.language,
    signature.confirmed_at at time zone 'UTC', consent.given_at at time zone 'UTC', wording.words
  from undersigned.consent
  join undersigned.signature
    on signature.petition_id = share_page.petition_id
    and signature.id = consent.signature_id
    and signature.id > share_page.after
    and signature.id <= share_page.upto
  join undersigned.wording on wording.id = consent.wording_id
  where consent.organization_id = share_page.organization_id
    and consent.petition_id = share_page.petition_id
    and consent.signature_id > share_page.after
    and consent.signature_id <= share_page.upto
    and consent.revoked_at is null
    and signature.state = 'confirmed'
    and undersigned.consent_proven(signature.mails, signature.signed_at, consent.given_at)
    and greatest(consent.given_at, signature.confirmed_at)
      >= coalesce(share_page.since::timestamptz, '-infinity')
  order by consent.signature_id
  limit share_page.size;
$$;

revoke execute on function undersigned.share_page(bigint, bigint, bigint, bigint, int, text)
from public;
comment on function undersigned.share_page(bigint, bigint, bigint, bigint, int, text) is
  'A page of an organization''s share: the confirmed signers who consent to it';
