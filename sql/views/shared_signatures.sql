-- For organizations: the signers who let them write to them, and no others.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- One step per row: the first rows come before the last ones are looked for.
create or replace view undersigned.shared_signatures with (security_barrier) as
select
  (listed.signer).slug,
  (listed.signer).given_name,
  (listed.signer).family_name,
  (listed.signer).email,
  (listed.signer).language,
  (listed.signer).confirmed_at,
  (listed.signer).consented_at,
  (listed.signer).asked
from (select undersigned.shared_list() as signer offset 0) as listed;

comment on view undersigned.shared_signatures is
  'For the login of an organization: the confirmed signers who let it write to them now';
comment on column undersigned.shared_signatures.slug is 'The petition that was signed';
comment on column undersigned.shared_signatures.given_name is 'As typed';
comment on column undersigned.shared_signatures.family_name is 'As typed';
comment on column undersigned.shared_signatures.email is 'E-mail address as typed';
comment on column undersigned.shared_signatures.language is
  'The language in which the signer was asked';
comment on column undersigned.shared_signatures.confirmed_at is 'When the signature began to count';
comment on column undersigned.shared_signatures.consented_at is 'When the signer said yes';
comment on column undersigned.shared_signatures.asked is 'What the signer said yes to';
