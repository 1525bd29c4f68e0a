-- A signer gives or takes back one consent on the signature's own page.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. An empty slug is
-- news about the petition. Twice is the same as once: what was given and taken back before stays
-- in its row; what the form of a petition without confirmation said is taken back for it, see
-- consent_proven. It may be taken back from an organization that takes no part any more. The signer is
-- owed a receipt: one for all that is changed within a minute, and ten a day at the most; but none
-- for what is taken back with the source unsubscribe: whoever wants less mail gets no more of it.
-- Returns one row with the outcome:
--   given      it holds from now on
--   revoked    it holds no longer
--   unchanged  it was so before
--   gone       nothing can be given with a signature that was taken back
--   unknown    there is no such signature, or no such organization in its petition

create or replace function undersigned.consent_set(
  petition_id bigint, signature_id bigint, nonce bigint, organization_slug text, given boolean,
  wording bigint, language text, source text
)
returns table (outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  signed signature;
  chosen bigint;
  latest consent;
  holds boolean;
begin
  -- Whoever sets another consent of this signature waits here.
  select * into signed
  from signature
  where signature.petition_id = consent_set.petition_id
    and signature.id = consent_set.signature_id
    and signature.nonce = consent_set.nonce
  for update;
  select
    case organization_slug when '' then 0
    else (select id from organization where slug = organization_slug) end
  into chosen;
  select * into latest
  from consent
  where consent.petition_id = consent_set.petition_id
    and consent.signature_id = consent_set.signature_id
    and organization_id = chosen
  order by number desc
  limit 1;

  holds := latest.number is not null and latest.revoked_at is null;
  -- Said by whoever sent the form, and now by who has the address.
  if holds and given and not consent_proven(signed.mails, signed.signed_at, latest.given_at) then
    update consent set revoked_at = now()
    where consent.petition_id = latest.petition_id
      and consent.signature_id = latest.signature_id
      and organization_id = chosen
      and number = latest.number;
    holds := false;
  end if;

  outcome := case
    when signed.id is null or chosen is null then 'unknown'
    when signed.state = 'removed' then 'gone'
    when given = holds then 'unchanged'
    when not given then 'revoked'
    when signed.state = 'withdrawn' then 'gone'
    when chosen = 0 or exists (
      select from petition_organization
      where petition_organization.petition_id = consent_set.petition_id
        and organization_id = chosen
    ) then 'given'
    else 'unknown'
  end;

  if outcome = 'given' then
    insert into consent (
      petition_id, signature_id, organization_id, number, wording_id, language, source
    )
    values (
      consent_set.petition_id, consent_set.signature_id, chosen, coalesce(latest.number, 0) + 1,
      consent_set.wording, consent_set.language, consent_set.source
    );
  elsif outcome = 'revoked' then
    update consent set revoked_at = now()
    where consent.petition_id = latest.petition_id
      and consent.signature_id = latest.signature_id
      and organization_id = chosen
      and number = latest.number;
  end if;

  if outcome in ('given', 'revoked') then
    perform change_add(
      consent_set.petition_id, consent_set.signature_id, 'consent_' || outcome, chosen
    );
    perform stale_add(consent_set.petition_id, consent_set.signature_id);
  end if;
  if outcome = 'given'
    or (outcome = 'revoked' and consent_set.source is distinct from 'unsubscribe')
  then
    perform consent_receipt(consent_set.petition_id, consent_set.signature_id);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.consent_set(
  bigint, bigint, bigint, text, boolean, bigint, text, text
) from public;
comment on function undersigned.consent_set(
  bigint, bigint, bigint, text, boolean, bigint, text, text
) is 'A signer gives or takes back one consent on the signature''s own page';
