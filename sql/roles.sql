-- Roles that may do no more than their part; nothing where they cannot be made.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Nobody can log in as one of them: grant them to the logins that need them. A single role that
-- owns everything does without. undersigned_share is nobody's: a function acts for it, so that
-- row-level security shows each organization its share.

do $$
declare
  wanted text;
begin
  for wanted in select name from undersigned.role_list() loop
    if to_regrole(wanted) is null then
      if not (select can_create from undersigned.role_check()) then
        return;
      end if;
      execute format('create role %I nologin', wanted);
    end if;
  end loop;

  grant usage on schema undersigned
    to undersigned_web, undersigned_courier, undersigned_organizer;

  grant execute on function
    undersigned.petition_list,
    undersigned.petition_find,
    undersigned.petition_organizations,
    undersigned.petition_voices,
    undersigned.milestone_list,
    undersigned.consent_list,
    undersigned.consent_set,
    undersigned.wording_add,
    undersigned.image_list,
    undersigned.image_find,
    undersigned.signature_add,
    undersigned.signature_find,
    undersigned.signature_history,
    undersigned.signature_data,
    undersigned.signature_confirm,
    undersigned.signature_correct,
    undersigned.signature_show_name,
    undersigned.signature_comment,
    undersigned.signature_show_comment,
    undersigned.signature_withdraw,
    undersigned.signature_sign_again,
    undersigned.signature_disown,
    undersigned.signature_erase,
    undersigned.signature_list,
    undersigned.signature_link,
    undersigned.meter_add,
    undersigned.health_report,
    undersigned.session_read
    to undersigned_web;

  grant execute on function
    undersigned.outbox_claim,
    undersigned.outbox_settle,
    undersigned.outbox_next,
    undersigned.bounce_add,
    undersigned.reminder_owe,
    undersigned.summary_refresh,
    undersigned.session_read
    to undersigned_courier;

  -- What the views use, and the approval of comments.
  grant execute on function
    undersigned.petition_state,
    undersigned.petition_granted,
    undersigned.summary_now,
    undersigned.summary_blocks,
    undersigned.postal_area,
    undersigned.goal_shown,
    undersigned.milestone_steps,
    undersigned.comment_approve
    to undersigned_organizer;
  grant execute on function
    undersigned.signature_release,
    undersigned.signature_remove,
    undersigned.signature_hold,
    undersigned.comment_hide,
    undersigned.comment_reset,
    undersigned.removal_count,
    undersigned.removal_make,
    undersigned.removal_undo,
    undersigned.removal_list,
    undersigned.held_count,
    undersigned.held_release,
    undersigned.held_remove
    to undersigned_organizer;
  grant select on
    undersigned.bounces,
    undersigned.changes,
    undersigned.comments_waiting,
    undersigned.consents,
    undersigned.consents_by_day,
    undersigned.funnel,
    undersigned.funnel_by_area,
    undersigned.funnel_by_country,
    undersigned.funnel_by_day,
    undersigned.funnel_by_hour,
    undersigned.funnel_by_language,
    undersigned.funnel_by_source,
    undersigned.held_by_reason,
    undersigned.held_signatures,
    undersigned.organizations,
    undersigned.outbox_health,
    undersigned.paper_signatures,
    undersigned.petitions,
    undersigned.public_names,
    undersigned.removals,
    undersigned.deliveries,
    undersigned.revisions,
    undersigned.signatures,
    undersigned.signatures_by_day,
    undersigned.signatures_by_hour,
    undersigned.signatures_by_source
    to undersigned_organizer;
end
$$;

-- The shares of organizations.
do $$
begin
  if to_regrole('undersigned_share') is null or to_regrole('undersigned_organization') is null then
    return;
  end if;

  grant usage on schema undersigned to undersigned_organization, undersigned_share;
  grant execute on function undersigned.shared_list to undersigned_organization;
  grant select on undersigned.shared_signatures to undersigned_organization;

  grant execute on function
    undersigned.reader_organization, undersigned.consent_proven
    to undersigned_share;
  -- What a consent covers, and what finds it.
  grant select (
    petition_id, id, state, mails, signed_at, confirmed_at, given_name, family_name, address
  ) on undersigned.signature to undersigned_share;
  grant select (
    petition_id, signature_id, organization_id, wording_id, language, given_at, revoked_at
  ) on undersigned.consent to undersigned_share;
  grant select (id, slug) on undersigned.petition to undersigned_share;
  grant select (id, words) on undersigned.wording to undersigned_share;

  drop policy if exists share on undersigned.consent;
  create policy share on undersigned.consent for select to undersigned_share using (
    revoked_at is null and organization_id = (select undersigned.reader_organization())
  );
  comment on policy share on undersigned.consent is
    'Of consents, those that hold and were given to the organization that asks';

  drop policy if exists share on undersigned.signature;
  create policy share on undersigned.signature for select to undersigned_share using (
    state = 'confirmed'
      and exists (
        -- Of which the other policy leaves those of the organization that asks.
        select from undersigned.consent
        where consent.petition_id = signature.petition_id
          and consent.signature_id = signature.id
          and undersigned.consent_proven(
            signature.mails, signature.signed_at, consent.given_at
          )
      )
  );
  comment on policy share on undersigned.signature is
    'Of signatures, the confirmed ones that such a consent was given with';

  -- The function acts for the role that has these rights and no others. From PostgreSQL 16 on, who
  -- made a role is a member that may grant it, also to itself, and not yet be it.
  if not (select rolsuper from pg_roles where rolname = current_user)
    and not pg_has_role(
      current_user, 'undersigned_share',
      case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end
    )
  then
    if not (select can_create from undersigned.role_check()) then
      return;
    end if;
    execute format('grant undersigned_share to %I', current_user);
  end if;
  grant create on schema undersigned to undersigned_share;
  alter function undersigned.shared_list() owner to undersigned_share;
  revoke create on schema undersigned from undersigned_share;
end
$$;
