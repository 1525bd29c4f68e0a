-- For organizers: what waits for them, why and since when; nothing about where it came from.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.held_signatures with (security_barrier) as
select
  petition.slug,
  signature.petition_id,
  signature.id,
  signature.held_for,
  signature.signed_at as held_since,
  case signature.held_for
    when 'domain' then substring(signature.address from '[^@]*$')
  end as domain,
  case
    when signature.show_name
    then concat_ws(' ', nullif(signature.given_name, ''), nullif(signature.family_name, ''))
  end as public_name,
  signature.postal_code,
  signature.country,
  signature.comment,
  signature.language,
  signature.source
from undersigned.petition
cross join lateral (
  select *
  from undersigned.signature
  where signature.petition_id = petition.id
    -- All that are held have it: their index finds them.
    and signature.held_for is not null
    and signature.state = 'held'
  offset 0
) as signature
where undersigned.petition_granted(petition.id);

comment on view undersigned.held_signatures is
  'What waits for an organizer: signature_release and signature_remove take petition_id and id';
comment on column undersigned.held_signatures.slug is 'The petition';
comment on column undersigned.held_signatures.petition_id is 'The petition, for the functions';
comment on column undersigned.held_signatures.id is 'Tells signatures apart';
comment on column undersigned.held_signatures.held_for is
  'network: too many from one client or network, domain: too many with addresses of one domain, '
  'address: too many mails to one address, honeypot: a field was filled in that people do not '
  'see';
comment on column undersigned.held_signatures.held_since is 'When the form was sent';
comment on column undersigned.held_signatures.domain is
  'The domain of the address, where it is held for that';
comment on column undersigned.held_signatures.public_name is
  'Given and family name; null unless the signer lets it be shown publicly';
comment on column undersigned.held_signatures.postal_code is 'As typed';
comment on column undersigned.held_signatures.country is 'ISO 3166-1, two letters';
comment on column undersigned.held_signatures.comment is 'As typed';
comment on column undersigned.held_signatures.language is 'The language to write to the signer in';
comment on column undersigned.held_signatures.source is
  'How the signer came: `source=` of the link';
