-- The signers of a petition who want its news: confirmed by some time, and still.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by announcement_count, announcement_begin and announcement_owe, for those behind a
-- signature, in the order of their numbers. counted_at: who began to count later is left out. most
-- null: all.
-- Returns one row per signature.

create or replace function undersigned.announcement_readers(
  petition_id bigint, counted_at timestamptz, behind bigint, most int
)
returns table (signature_id bigint, language text)
language plpgsql stable
set search_path = undersigned, pg_temp
-- A plan for how many it is: the first thousand, or all.
set plan_cache_mode = force_custom_plan
-- In the order of the index of live consents: who sorts reads all of them first.
set enable_sort = off
as $$
#variable_conflict use_column
begin
  return query
  select consent.signature_id, signature.language
  from consent
  -- One by one: a plan for few rows may join them without their key.
  cross join lateral (
    select language, state, mails, signed_at, confirmed_at, address_key
    from signature
    where signature.petition_id = consent.petition_id and signature.id = consent.signature_id
    offset 0
  ) as signature
  where consent.petition_id = announcement_readers.petition_id
    and consent.signature_id > behind
    and consent.organization_id = 0
    and consent.revoked_at is null
    and signature.state = 'confirmed'
    and signature.confirmed_at <= counted_at
    and consent_proven(signature.mails, signature.signed_at, consent.given_at)
    and not exists (
      select from suppression where suppression.address_key = signature.address_key
    )
  order by consent.signature_id
  limit most;
end
$$;

revoke execute on function undersigned.announcement_readers(bigint, timestamptz, bigint, int)
from public;
comment on function undersigned.announcement_readers(bigint, timestamptz, bigint, int) is
  'The signers of a petition who want its news';
