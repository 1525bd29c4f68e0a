-- For organizers: the names that signers let be shown.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.public_names with (security_barrier) as
select
  petition.slug,
  signature.id,
  concat_ws(' ', nullif(signature.given_name, ''), nullif(signature.family_name, '')) as name,
  signature.country,
  nullif(undersigned.postal_area(signature.country, signature.postal_code), '') as area,
  case
    when signature.comment_approved_at is not null and not signature.comment_hidden
    then signature.comment
  end as comment,
  signature.confirmed_at
from undersigned.signature
join undersigned.petition on petition.id = signature.petition_id
where undersigned.petition_granted(petition.id)
  and signature.state = 'confirmed'
  and signature.show_name;

comment on view undersigned.public_names is
  'The names that signers let be shown publicly, with the comments that may be';
comment on column undersigned.public_names.slug is 'The petition';
comment on column undersigned.public_names.id is 'Tells signatures apart';
comment on column undersigned.public_names.name is 'Given and family name';
comment on column undersigned.public_names.country is 'ISO 3166-1, two letters';
comment on column undersigned.public_names.area is
  'The first two or three characters of the postal code';
comment on column undersigned.public_names.comment is
  'Where an organizer approved it and the signer shows it';
comment on column undersigned.public_names.confirmed_at is 'When the signature began to count';
