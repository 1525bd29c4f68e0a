-- Takes mails that are due, for one courier to hand to the relay.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role. Couriers never wait for each other, nor get the same mail while its
-- lease lasts; if the courier dies, the mail is due again when the lease has ended. Mails that
-- nobody wants any more are dropped on the way: what asks to confirm when there is nothing to be
-- confirmed, and all to an address that is gone or not to be written to. A mail that was claimed 40 times in vain is dead: it may be what kills couriers.
-- Returns one row per mail, at most `most`; fewer, even none, does not mean that no more are due.
-- attempt is to be given back to outbox_settle.

create or replace function undersigned.outbox_claim(most int, lease_seconds int)
returns table (
  petition_id bigint, id bigint, attempt int, kind text, address text, signature_id bigint,
  nonce bigint, slug text, language text, title text, target text
)
language plpgsql security definer
set search_path = undersigned, pg_temp
-- A plan for the size that the outbox has now: it may have been empty when the last one was made.
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with due as (
    select petition_id, id, signature_id, kind, attempts
    from outbox
    where state = 'owed' and due_at <= now()
    order by due_at
    limit most
    for update skip locked
  ),
  checked as (
    select
      due.petition_id, due.id, signature.address, signature.nonce, petition.slug,
      coalesce(signature.language, revision.language) as language, revision.title, revision.target,
      case
        when signature.address is null then 'dropped'
        when due.kind::text <> 'link' and signature.state <> 'pending' then 'dropped'
        when suppression.address_key is not null then 'dropped'
        when due.attempts >= 40 then 'dead'
        else 'owed'
      end::outbox_state as state
    from due
    left join signature
      on signature.petition_id = due.petition_id and signature.id = due.signature_id
    left join suppression on suppression.address_key = signature.address_key
    left join petition on petition.id = due.petition_id
    left join revision
      on revision.petition_id = due.petition_id and revision.number = signature.revision
  ),
  claimed as (
    update outbox set
      state = checked.state,
      attempts = attempts + 1,
      due_at = now() + make_interval(secs => lease_seconds)
    from checked
    where outbox.petition_id = checked.petition_id and outbox.id = checked.id
    returning
      outbox.petition_id, outbox.id, outbox.attempts, outbox.kind::text, checked.address,
      outbox.signature_id, checked.nonce, checked.slug, checked.language, checked.title,
      checked.target, outbox.state
  )
  select
    petition_id, id, attempts, kind, address, signature_id, nonce, slug, language, title, target
  from claimed
  where state = 'owed';
end
$$;

revoke execute on function undersigned.outbox_claim(int, int) from public;
comment on function undersigned.outbox_claim(int, int) is
  'Takes mails that are due, for one courier to hand to the relay';
