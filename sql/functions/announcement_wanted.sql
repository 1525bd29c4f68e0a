-- Is this mail of an announcement still to be sent, now?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_claim, right before a courier gets the mail.
-- Returns whether the announcement goes out, the signature counts, and its signer wants news.

create or replace function undersigned.announcement_wanted(
  petition_id bigint, announcement_id int, signature_id bigint
)
returns boolean
language sql stable strict
set search_path = undersigned, pg_temp
as $$
  select
    exists (
      select from announcement
      where announcement.petition_id = announcement_wanted.petition_id
        and announcement.id = announcement_wanted.announcement_id
        and announcement.state in ('running', 'done')
    )
    and exists (
      select from signature
      where signature.petition_id = announcement_wanted.petition_id
        and signature.id = announcement_wanted.signature_id
        and signature.state = 'confirmed'
    )
    and exists (
      select from consent
      where consent.petition_id = announcement_wanted.petition_id
        and consent.signature_id = announcement_wanted.signature_id
        and consent.organization_id = 0
        and consent.revoked_at is null
    );
$$;

revoke execute on function undersigned.announcement_wanted(bigint, int, bigint) from public;
comment on function undersigned.announcement_wanted(bigint, int, bigint) is
  'Is this mail of an announcement still to be sent, now?';
