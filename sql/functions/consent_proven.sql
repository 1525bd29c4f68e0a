-- Was this consent given by somebody who has the address?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called wherever an address is written to, or handed on, because a consent says so. Where a petition
-- asks for no confirmation, whoever fills in the form may have typed somebody else's address: what is
-- said there holds for the signature, and for nothing that reaches the address. A confirmation that was
-- owed to a signature which counts was followed; and what is given on the signature's own page, later
-- than the form was sent, came by a link.
-- Takes the signature's mails and signed_at, and the consent's given_at. It has no settings of its own,
-- so that the planner can write its body in its place.

create or replace function undersigned.consent_proven(
  mails int, signed_at timestamptz, given_at timestamptz
)
returns boolean
language sql immutable
as $$
  select mails > 0 or given_at > signed_at;
$$;

revoke execute on function undersigned.consent_proven(int, timestamptz, timestamptz) from public;
comment on function undersigned.consent_proven(int, timestamptz, timestamptz) is
  'Was this consent given by somebody who has the address?';
