-- Does a signature meet a condition?
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by removal_find for every signature of a petition that can be removed. The condition holds
-- any of these, all of which have to be met: source, language, country, domain (of the address),
-- held_for and state as they are, postal_code as it begins, name and comment with % and _ as LIKE
-- takes them, since and until as times of signing, and ids, a list.
-- It has no settings of its own, so that the planner can write its body in its place;
-- for that it has no query in it either.
-- Returns whether it does.

create or replace function undersigned.signature_matches(
  own undersigned.signature, condition jsonb
)
returns boolean
language sql stable
as $$
  select
    (condition ->> 'source' is null or coalesce(own.source, '') = condition ->> 'source')
    and (condition ->> 'language' is null or own.language = condition ->> 'language')
    and (condition ->> 'country' is null or own.country = upper(condition ->> 'country'))
    and (
      condition ->> 'domain' is null
      or lower(substring(own.address from '[^@]*$')) = lower(condition ->> 'domain')
    )
    and (condition ->> 'held_for' is null or own.held_for = condition ->> 'held_for')
    and (condition ->> 'state' is null or own.state::text = condition ->> 'state')
    and (
      condition ->> 'postal_code' is null
      or starts_with(own.postal_code, condition ->> 'postal_code')
    )
    and (
      condition ->> 'name' is null
      or concat_ws(' ', own.given_name, own.family_name) ilike condition ->> 'name'
    )
    and (condition ->> 'comment' is null or own.comment ilike condition ->> 'comment')
    and (
      condition ->> 'since' is null or own.signed_at >= (condition ->> 'since')::timestamptz
    )
    and (
      condition ->> 'until' is null or own.signed_at < (condition ->> 'until')::timestamptz
    )
    and (condition -> 'ids' is null or condition -> 'ids' @> to_jsonb(own.id));
$$;

revoke execute on function undersigned.signature_matches(undersigned.signature, jsonb) from public;
comment on function undersigned.signature_matches(undersigned.signature, jsonb) is
  'Does a signature meet a condition?';
