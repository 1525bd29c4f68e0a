-- Makes a petition have so many confirmed signatures, each with its mail sent, and tallies them.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- psql "$PGURI" -v slug=amazon-ice -v signatures=5000000 -f tests/bench/crowd.sql
-- Adds what is missing to the number that is there; `undersigned count --check` agrees.

\set ON_ERROR_STOP on
\set QUIET on

begin;

create temporary table crowd on commit drop as
select
  petition.id as petition_id,
  (select max(number) from undersigned.revision where petition_id = petition.id) as revision,
  (
    select coalesce(sum(confirmed), 0)::bigint from undersigned.tally
    where petition_id = petition.id
  ) as confirmed
from undersigned.petition
where slug = :'slug';

with signers as (
  insert into undersigned.signature (
    petition_id, nonce, signed_at, mailed_at, confirmed_at, revision, state, mails, show_name,
    address_key, address, given_name, family_name, postal_code, country, language, source
  )
  select
    petition_id,
    hashint8extended(number, 1),
    now() - number * interval '1 second',
    now() - number * interval '1 second',
    now() - number * interval '1 second',
    revision,
    'confirmed',
    1,
    number % 3 = 0,
    -- As keyed hashes do, these come in no order.
    decode(md5('crowd' || number), 'hex'),
    'signer' || number || '@example.org',
    (array['Ana', 'Ben', 'Chidi', 'Dilek', 'Emre', 'Fatima', 'Gus'])[1 + number % 7],
    (array['Abara', 'Becker', 'Cruz', 'Diaz', 'Eze', 'Fofana'])[1 + number % 6],
    lpad((number % 100000)::text, 5, '0'),
    (array['US', 'DE', 'MX', 'GB', 'NG'])[1 + number % 5],
    'en',
    (array['', 'mail', 'poster', 'friend'])[1 + number % 4]
  from crowd, generate_series(confirmed + 1, :signatures) as number
  returning petition_id, id
)
insert into undersigned.outbox (
  petition_id, id, signature_id, settled_at, kind, state, attempts, reply_code
)
select petition_id, id * 1000, id, now(), 'confirmation', 'sent', 1, 250 from signers;

insert into undersigned.stale (petition_id, block)
select distinct crowd.petition_id, signature.id >> 14
from crowd
join undersigned.signature on signature.petition_id = crowd.petition_id;

insert into undersigned.tally as tally (petition_id, slot, confirmed)
select petition_id, 0, greatest(:signatures - confirmed, 0) from crowd
on conflict (petition_id, slot) do update set confirmed = tally.confirmed + excluded.confirmed;

commit;

vacuum analyze undersigned.signature, undersigned.outbox, undersigned.tally;
