-- Makes so many signatures that are owed their confirmation mail.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- psql "$PGURI" -v slug=amazon-ice -v mails=10000 -f tests/bench/owed.sql

\set ON_ERROR_STOP on
\set QUIET on

with signers as (
  insert into undersigned.signature (
    petition_id, nonce, revision, state, mails, mailed_at, show_name, address_key, address,
    given_name, family_name, postal_code, country, language, source
  )
  select
    petition.id, hashint8extended(number, 1) & 281474976710655, 1, 'pending', 1, now(), false,
    decode(md5(clock_timestamp()::text || number), 'hex'), 'owed' || number || '@example.org',
    'Sophie', 'Example', '10115', 'DE', 'en', ''
  from undersigned.petition, generate_series(1, :mails) as number
  where slug = :'slug'
  returning petition_id, id
)
insert into undersigned.outbox (petition_id, id, signature_id, kind)
select petition_id, id * 1000, id, 'confirmation' from signers;

analyze undersigned.signature, undersigned.outbox;
