-- Lets the comment of a signature be shown publicly, or takes that back.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by organizers, with what the view signatures says:
--   select undersigned.comment_approve('a-petition', 4711);
-- Whether it is shown is still for the signer to say. Another comment needs another approval: with the
-- words that were read nothing else is approved, whatever the signer has made of them meanwhile.
-- Returns the outcome: approved, refused, changed if the words are others now, or unknown if there is
-- no such comment.

create or replace function undersigned.comment_approve(
  slug text, signature_id bigint, approved boolean default true, words text default null
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
    and signature.comment = coalesce(words, signature.comment)
    and petition_granted(petition.id)
  returning petition.id into approving;
  if not found then
    return case
      when exists (
        select
        from signature join petition on petition.id = petition_id
        where petition.slug = comment_approve.slug
          and signature.id = comment_approve.signature_id
          and comment is not null
          and petition_granted(petition_id)
      ) then 'changed'
      else 'unknown'
    end;
  end if;

  perform stale_add(approving, comment_approve.signature_id);
  perform change_add(approving, comment_approve.signature_id, 'comment_approved');
  return 'approved';
end
$$;

revoke execute on function undersigned.comment_approve(text, bigint, boolean, text) from public;
comment on function undersigned.comment_approve(text, bigint, boolean, text) is
  'Lets the comment of a signature be shown publicly, or takes that back';
