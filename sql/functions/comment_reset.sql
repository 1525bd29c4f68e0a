-- Takes back what was decided about the comment of a signature: it waits again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers and `undersigned moderate`.
-- Returns the outcome: waiting, or unknown if there is no such comment.

create or replace function undersigned.comment_reset(slug text, signature_id bigint)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  resetting bigint;
begin
  update signature set comment_approved_at = null, comment_refused_at = null
  from petition
  where petition.slug = comment_reset.slug
    and signature.petition_id = petition.id
    and signature.id = comment_reset.signature_id
    and signature.comment is not null
    and petition_granted(petition.id)
  returning petition.id into resetting;
  if not found then
    return 'unknown';
  end if;

  perform change_add(resetting, comment_reset.signature_id, 'comment_reset');
  perform stale_add(resetting, comment_reset.signature_id);
  return 'waiting';
end
$$;

revoke execute on function undersigned.comment_reset(text, bigint) from public;
comment on function undersigned.comment_reset(text, bigint) is
  'Takes back what was decided about the comment of a signature: it waits again';
