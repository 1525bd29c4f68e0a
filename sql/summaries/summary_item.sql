-- What each signature is counted by; for summaries, not for organizers.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.summary_item as
select
  signature.petition_id,
  signature.id,
  counted.dimension,
  -- Times are quarters of an hour since 1970: no time zone has borders within one.
  case counted.dimension
    when 'signed_at' then (floor(extract(epoch from signature.signed_at) / 900))::bigint::text
    when 'confirmed_at' then (floor(extract(epoch from signature.confirmed_at) / 900))::bigint::text
    when 'source' then coalesce(signature.source, '')
    when 'language' then coalesce(signature.language, '')
    when 'country' then coalesce(signature.country, '')
    when 'area' then
      coalesce(signature.country, '') || ' '
        || undersigned.postal_area(signature.country, signature.postal_code)
    when 'held_for' then coalesce(signature.held_for, '')
    else 'waiting'
  end collate "C" as value,
  signature.state,
  mail.mailed
from undersigned.signature
cross join lateral (
  select
    -- Who confirmed has had the mail, even where what became of it is not kept any more.
    signature.mails > 0
      and (
        signature.confirmed_at is not null
        or exists (
          select from undersigned.outbox
          where outbox.petition_id = signature.petition_id
            and outbox.id between signature.id * 1000 and signature.id * 1000 + 999
            and outbox.state = 'sent'
            and outbox.kind::text in ('confirmation', 'released', 'reminder')
        )
      ) as mailed
  offset 0
) as mail
cross join (
  values
    ('signed_at'::undersigned.summary_dimension), ('confirmed_at'), ('source'), ('language'),
    ('country'), ('area'), ('held_for'), ('comment')
) as counted (dimension)
where case counted.dimension
  when 'confirmed_at' then signature.confirmed_at is not null
  when 'held_for' then signature.state = 'held'
  when 'comment' then
    signature.state = 'confirmed'
      and signature.comment is not null
      and not signature.comment_hidden
      and signature.comment_approved_at is null
      and signature.comment_refused_at is null
  else true
end
union all
select
  consent.petition_id,
  consent.signature_id,
  counted.dimension,
  consent.organization_id || case counted.dimension
    when 'consent_given'
    then ' ' || (floor(extract(epoch from consent.given_at) / 900))::bigint
    when 'consent_revoked'
    then ' ' || (floor(extract(epoch from consent.revoked_at) / 900))::bigint
    else ''
  end collate "C",
  -- It waits, as those of pending signatures do, for its signer to follow a link.
  case
    when counted.dimension = 'consent_live'
      and signature.state = 'confirmed'
      and not undersigned.consent_proven(signature.mails, signature.signed_at, consent.given_at)
    then 'pending'
    else signature.state
  end,
  false
from undersigned.consent
join undersigned.signature
  on signature.petition_id = consent.petition_id and signature.id = consent.signature_id
cross join (
  values
    ('consent_given'::undersigned.summary_dimension), ('consent_revoked'), ('consent_live')
) as counted (dimension)
where case counted.dimension
  when 'consent_revoked' then consent.revoked_at is not null
  when 'consent_live' then consent.revoked_at is null
  else true
end
union all
-- Mails that nothing becomes of any more.
select
  signature.petition_id,
  signature.id,
  'mail',
  concat_ws(' ', outbox.kind, outbox.state, (floor(extract(epoch from outbox.settled_at) / 900))::bigint)
    collate "C",
  signature.state,
  false
from undersigned.signature
-- One signature after the other: statistics from before the first mail was sent would have all mails
-- compared with all signatures.
cross join lateral (
  select kind, state, settled_at
  from undersigned.outbox
  where outbox.petition_id = signature.petition_id
    and outbox.id between signature.id * 1000 and signature.id * 1000 + 999
    and outbox.state in ('sent', 'dropped')
  offset 0
) as outbox;

comment on view undersigned.summary_item is
  'What each signature is counted by: all that summaries are made of';
comment on column undersigned.summary_item.petition_id is 'The petition';
comment on column undersigned.summary_item.id is 'The signature';
comment on column undersigned.summary_item.dimension is 'What it is counted by';
comment on column undersigned.summary_item.value is
  'Of times the quarter of an hour since 1970, of areas the country and the area, of consents the '
  'organization and the quarter of an hour, of mails the kind, the state and the quarter of an hour, '
  'else as it is; empty where nothing is known';
comment on column undersigned.summary_item.state is
  'Where in its life the signature is; of a consent that nobody has proven, pending';
comment on column undersigned.summary_item.mailed is 'Did the relay take a confirmation for it?';
