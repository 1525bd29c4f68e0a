-- A signer writes the comment, or takes it away.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven. A comment that is
-- null erases the one that is there. Other words have to be approved anew before they are shown.
-- Returns one row with the outcome:
--   done       it is so from now on
--   unchanged  it was so before
--   gone       the signature was taken back
--   unknown    there is no such signature

create or replace function undersigned.signature_comment(
  petition_id bigint, signature_id bigint, nonce bigint, words text
)
returns table (outcome text)
language plpgsql security definer
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  own signature := signature_lock(petition_id, signature_id, nonce);
begin
  outcome := case
    when own.id is null then 'unknown'
    when own.state in ('withdrawn', 'removed') then 'gone'
    when own.comment is not distinct from words then 'unchanged'
    else 'done'
  end;

  if outcome = 'done' then
    update signature set
      comment = words, comment_approved_at = null, comment_refused_at = null
    where signature.petition_id = own.petition_id and signature.id = own.id;
    perform change_add(
      own.petition_id, own.id,
      case when words is null then 'comment_erased' else 'comment_written' end
    );
    perform stale_add(own.petition_id, own.id);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_comment(bigint, bigint, bigint, text) from public;
comment on function undersigned.signature_comment(bigint, bigint, bigint, text) is
  'A signer writes the comment, or takes it away';
