-- Three roles that may do no more than their part; nothing where they cannot be made.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Nobody can log in as one of them: grant them to the logins that need them. A single role that
-- owns everything does without.

do $$
declare
  wanted text;
begin
  foreach wanted in array array[
    'undersigned_web', 'undersigned_courier', 'undersigned_organizer'
  ] loop
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
    undersigned.meter_add
    to undersigned_web;

  grant execute on function
    undersigned.outbox_claim,
    undersigned.outbox_settle,
    undersigned.outbox_next,
    undersigned.bounce_add,
    undersigned.reminder_owe,
    undersigned.summary_refresh
    to undersigned_courier;

  -- What the views use, and the approval of comments.
  grant execute on function
    undersigned.petition_state,
    undersigned.petition_granted,
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
    undersigned.revisions,
    undersigned.signatures,
    undersigned.signatures_by_day,
    undersigned.signatures_by_hour,
    undersigned.signatures_by_source
    to undersigned_organizer;
end
$$;
