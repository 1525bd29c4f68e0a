-- Decides that the comment of a signature is not shown.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, `undersigned moderate` and comment_approve:
--   select undersigned.comment_hide('a-petition', 4711, 'insults somebody');
-- It waits for nobody any more; other words that the signer writes wait again.
-- Returns the outcome: hidden, or unknown if there is no such comment.

create or replace function undersigned.comment_hide(
  slug text, signature_id bigint, reason text default null
)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  hiding bigint;
begin
  update signature set comment_approved_at = null, comment_refused_at = now()
  from petition
  where petition.slug = comment_hide.slug
    and signature.petition_id = petition.id
    and signature.id = comment_hide.signature_id
    and signature.comment is not null
    and petition_granted(petition.id)
  returning petition.id into hiding;
  if not found then
    return 'unknown';
  end if;

  perform change_add(
    hiding, comment_hide.signature_id, 'comment_refused', reason => comment_hide.reason
  );
  perform stale_add(hiding, comment_hide.signature_id);
  return 'hidden';
end
$$;

revoke execute on function undersigned.comment_hide(text, bigint, text) from public;
comment on function undersigned.comment_hide(text, bigint, text) is
  'Decides that the comment of a signature is not shown';
