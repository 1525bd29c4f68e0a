-- The confirmed signers who let the organization that asks write to them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the view shared_signatures. It acts for the role undersigned_share, to which row-level
-- security shows these signers and no others, and only the columns that the consent covers. To who
-- calls it, it is one opaque step: what EXPLAIN shows, what it costs and whom a condition meets
-- depend on the organization's own signers alone.
-- Returns one row per consent that holds; asked is what the signer said yes to.

create or replace function undersigned.shared_list()
returns table (
  slug text, given_name text, family_name text, email text, language text,
  confirmed_at timestamptz, consented_at timestamptz, asked text
)
language sql stable security definer
set search_path = undersigned, pg_temp
set jit = off
-- Only rows of its own signers are read, however many others there are.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
-- Whoever may print plans sees none of these.
set debug_print_plan = off
set debug_print_rewritten = off
set debug_print_parse = off
as $$
  select
    petition.slug, signature.given_name, signature.family_name, signature.address,
    consent.language, signature.confirmed_at, consent.given_at, wording.words
  from consent
  join signature
    on signature.petition_id = consent.petition_id and signature.id = consent.signature_id
  join petition on petition.id = consent.petition_id
  join wording on wording.id = consent.wording_id
  -- As the policies say. Where the role is not there, nothing else says it.
  where consent.organization_id = (select reader_organization())
    and consent.revoked_at is null
    and signature.state = 'confirmed'
    and consent_proven(signature.mails, signature.signed_at, consent.given_at);
$$;

revoke execute on function undersigned.shared_list() from public;
comment on function undersigned.shared_list() is
  'The confirmed signers who let the organization that asks write to them';
