-- A signer lets the comment be shown, or hides it.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with what a link says, once the link has been proven.
-- Returns one row with the outcome:
--   done       it is so from now on
--   unchanged  it was so before
--   gone       the signature was taken back
--   unknown    there is no such signature

create or replace function undersigned.signature_show_comment(
  petition_id bigint, signature_id bigint, nonce bigint, shown boolean
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
    when own.comment_hidden <> shown then 'unchanged'
    else 'done'
  end;

  if outcome = 'done' then
    update signature set comment_hidden = not shown
    where signature.petition_id = own.petition_id and signature.id = own.id;
    perform change_add(
      own.petition_id, own.id, case when shown then 'comment_shown' else 'comment_hidden' end
    );
    perform stale_add(own.petition_id, own.id);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.signature_show_comment(
  bigint, bigint, bigint, boolean
) from public;
comment on function undersigned.signature_show_comment(bigint, bigint, bigint, boolean) is
  'A signer lets the comment be shown, or hides it';
