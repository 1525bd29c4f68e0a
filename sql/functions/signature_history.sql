-- What happened to a signature, for its signer.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven.
-- Returns one row per event, the oldest first: day and time in UTC, what it was (signed,
-- confirmed, a deed, or mail_ with the state of that mail), and the organization that it is about,
-- if any. No row if there is no such signature.

create or replace function undersigned.signature_history(
  petition_id bigint, signature_id bigint, nonce bigint
)
returns table (day text, clock text, event text, organization text)
language sql stable security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with own as (
    select *
    from signature
    where signature.petition_id = signature_history.petition_id
      and signature.id = signature_history.signature_id
      and signature.nonce = signature_history.nonce
  ),
  event as (
    select signed_at as at, 1 as turn, 'signed' as event, null::bigint as organization_id from own
    union all
    select confirmed_at, 3, 'confirmed', null from own
    union all
    select coalesce(settled_at, owed_at), 2, 'mail_' || outbox.state, null
    from own
    join outbox
      on outbox.petition_id = own.petition_id
      and outbox.id between own.id * 1000 and own.id * 1000 + 999
    union all
    select given_at, 4, 'consent_given', organization_id
    from own
    join consent on consent.petition_id = own.petition_id and consent.signature_id = own.id
    union all
    select revoked_at, 5, 'consent_revoked', organization_id
    from own
    join consent on consent.petition_id = own.petition_id and consent.signature_id = own.id
    union all
    select at, 5, deed::text, null
    from own
    join change on change.petition_id = own.petition_id and change.signature_id = own.id
    where deed not in ('consent_given', 'consent_revoked')
  )
  select
    to_char(at at time zone 'UTC', 'YYYY-MM-DD'), to_char(at at time zone 'UTC', 'HH24:MI'),
    event, organization.name
  from event
  left join organization on organization.id = organization_id
  where at is not null
  order by at, turn, organization.name;
$$;

revoke execute on function undersigned.signature_history(bigint, bigint, bigint) from public;
comment on function undersigned.signature_history(bigint, bigint, bigint) is
  'What happened to a signature, for its signer';
