-- All that is stored about a signer under a petition, as JSON.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. Whole rows, so that
-- what is stored later is told as well; left out are the numbers that the link is made of.
-- Returns one row, or none if there is no such signature.

create or replace function undersigned.signature_data(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns table (data text)
language sql stable security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select jsonb_pretty(jsonb_build_object(
    'petition', jsonb_build_object('slug', petition.slug, 'title', revision.title),
    'signature', to_jsonb(signature) - '{petition_id,id,nonce}'::text[],
    'consents', (
      select coalesce(jsonb_agg(
        to_jsonb(consent) - '{petition_id,signature_id,organization_id,wording_id}'::text[]
          || jsonb_build_object('organization', organization.name, 'wording', wording.words)
        order by given_at, organization.name
      ), '[]')
      from consent
      left join organization on organization.id = consent.organization_id
      left join wording on wording.id = consent.wording_id
      where consent.petition_id = signature.petition_id and consent.signature_id = signature.id
    ),
    'mails', (
      select coalesce(jsonb_agg(
        to_jsonb(outbox) - '{petition_id,id,signature_id}'::text[] order by outbox.id
      ), '[]')
      from outbox
      where outbox.petition_id = signature.petition_id
        and outbox.id between signature.id * 1000 and signature.id * 1000 + 999
    ),
    'reports', (
      select coalesce(jsonb_agg(
        to_jsonb(bounce) - '{petition_id,mail_id}'::text[] order by bounce.mail_id
      ), '[]')
      from bounce
      where bounce.petition_id = signature.petition_id
        and bounce.mail_id between signature.id * 1000 and signature.id * 1000 + 999
    ),
    'changes', (
      select coalesce(jsonb_agg(
        jsonb_build_object('at', at, 'deed', deed, 'organization', organization.name)
        order by number
      ), '[]')
      from change
      left join organization on organization.id = change.organization_id
      where change.petition_id = signature.petition_id and change.signature_id = signature.id
    )
  ))
  from signature
  join petition on petition.id = signature.petition_id
  join revision
    on revision.petition_id = signature.petition_id and revision.number = signature.revision
  where signature.petition_id = signature_data.petition_id
    and signature.id = signature_data.signature_id
    and signature.nonce = signature_data.nonce;
$$;

revoke execute on function undersigned.signature_data(bigint, bigint, bigint) from public;
comment on function undersigned.signature_data(bigint, bigint, bigint) is
  'All that is stored about a signer under a petition, as JSON';
