-- For organizers: every confirmed signature, with the name where the signer allows that.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.signatures with (security_barrier) as
select
  petition.slug,
  signature.id,
  signature.revision,
  signature.language,
  case
    when signature.show_name
    then concat_ws(' ', nullif(signature.given_name, ''), nullif(signature.family_name, ''))
  end as public_name,
  signature.postal_code,
  signature.country,
  signature.comment,
  signature.source,
  signature.signed_at,
  signature.confirmed_at
from undersigned.signature
join undersigned.petition on petition.id = signature.petition_id
where undersigned.petition_granted(petition.id) and signature.state = 'confirmed';

comment on view undersigned.signatures is
  'Every confirmed signature, with the name where the signer allows that';
comment on column undersigned.signatures.slug is 'The petition';
comment on column undersigned.signatures.id is 'Tells signatures apart';
comment on column undersigned.signatures.revision is 'The number of the revision that was signed';
comment on column undersigned.signatures.language is 'The language to write to the signer in';
comment on column undersigned.signatures.public_name is
  'Given and family name; null unless the signer lets it be shown publicly';
comment on column undersigned.signatures.postal_code is 'As typed';
comment on column undersigned.signatures.country is 'ISO 3166-1, two letters';
comment on column undersigned.signatures.comment is 'As typed';
comment on column undersigned.signatures.source is 'How the signer came: `source=` of the link';
comment on column undersigned.signatures.signed_at is 'When the form was sent';
comment on column undersigned.signatures.confirmed_at is 'When it began to count';
