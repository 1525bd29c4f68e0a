-- The same signature and outbox row as signature_add writes, in one statement that commits by itself.
-- SPDX-License-Identifier: AGPL-3.0-or-later

\set number random(1000000000000000000, 9223372036854775806)
\set nonce random(1, 9223372036854775806)
with added as (
  insert into undersigned.signature (
    petition_id, revision, nonce, state, mails, mailed_at, address_key, address, given_name,
    family_name, postal_code, country, comment, show_name, language, source
  )
  values (
    1, 1, :nonce, 'pending', 1, now(), int8send(:number) || int8send(:nonce),
    'signer-' || :number::text || '@example.org', 'Sophie', 'Example', '10115', 'DE', '', true,
    'en', 'bench'
  )
  returning petition_id, id
)
insert into undersigned.outbox (petition_id, id, signature_id, kind)
select petition_id, id * 1000, id, 'confirmation' from added;
