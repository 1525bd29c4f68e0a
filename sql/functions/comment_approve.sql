-- Lets the comment of a signature be shown publicly, or takes that back.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, with what the view signatures says:
--   select undersigned.comment_approve('a-petition', 4711);
-- Whether it is shown is still for the signer to say. Another comment needs another approval.
-- Returns the outcome: approved, refused, or unknown if there is no such comment.

create or replace function undersigned.comment_approve(
  slug text, signature_id bigint, approved boolean default true
)
returns text
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  approving bigint;
begin
  if not comment_approve.approved then
    return case comment_hide(slug, signature_id) when 'hidden' then 'refused' else 'unknown' end;
  end if;

  update signature set comment_approved_at = now(), comment_refused_at = null
  from petition
  where petition.slug = comment_approve.slug
    and signature.petition_id = petition.id
    and signature.id = comment_approve.signature_id
    and signature.comment is not null
    and petition_granted(petition.id)
  returning petition.id into approving;
  if not found then
    return 'unknown';
  end if;

  perform stale_add(approving, comment_approve.signature_id);
  perform change_add(approving, comment_approve.signature_id, 'comment_approved');
  return 'approved';
end
$$;

revoke execute on function undersigned.comment_approve(text, bigint, boolean) from public;
comment on function undersigned.comment_approve(text, bigint, boolean) is
  'Lets the comment of a signature be shown publicly, or takes that back';
