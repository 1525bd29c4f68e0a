-- What a restored backup must not bring back, a page at a time: numbers and keyed hashes, no person.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned tombstones write`, for each kind, with the last row of the page before:
--   suppressed  an address that is not written to: detail is its key and the reason
--   gone        a signature that was taken back: withdrawn, erased, or removed by an organizer
--   revoked     a consent that was taken back: detail is the organization's number, 0 is news
--   hidden      what is not to be shown any more: name or comment; a comment that an organizer
--               refused: refused
--   paper       a signature on paper that was removed: id is the sheet, detail its line, and all if
--               the whole file may be taken anew
--   sent        a mail that was settled in the last `days`: detail is what became of it
-- Returns at most `most` rows in an order of their own.

create or replace function undersigned.tombstone_page(
  kind text, after_petition bigint, after_id bigint, after_detail text, most int, days int
)
returns table (petition_id bigint, id bigint, nonce bigint, detail text)
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
-- Each of them goes through a table once, in the order of its key.
set enable_sort = off
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
begin
  case tombstone_page.kind
    when 'suppressed' then
      return query
      select 0::bigint, 0::bigint, 0::bigint, encode(address_key, 'hex') || ' ' || reason
      from suppression
      where address_key > decode(split_part(after_detail, ' ', 1), 'hex')
      order by address_key
      limit most;
    when 'gone' then
      return query
      select
        signature.petition_id, signature.id, signature.nonce,
        case when state = 'withdrawn' then 'withdrawn' when removal is null then 'erased'
          else 'removed' end
      from signature
      where (signature.petition_id, signature.id)
        > (after_petition, after_id)
        and state in ('withdrawn', 'removed')
      order by signature.petition_id, signature.id
      limit most;
    when 'revoked' then
      return query
      select consent.petition_id, signature_id, signature.nonce, organization_id::text
      from consent
      join signature
        on signature.petition_id = consent.petition_id and signature.id = signature_id
      where (consent.petition_id, signature_id, organization_id) > (
        after_petition, after_id, after_detail::bigint
      )
        and revoked_at is not null
        and state in ('pending', 'confirmed', 'held')
        and not exists (
          select from consent as later
          where later.petition_id = consent.petition_id
            and later.signature_id = consent.signature_id
            and later.organization_id = consent.organization_id
            and later.number > consent.number
        )
      order by consent.petition_id, signature_id, organization_id
      limit most;
    when 'hidden' then
      return query
      select
        signature.petition_id, signature.id, signature.nonce,
        concat_ws(
          ' ', case when not show_name then 'name' end,
          case when comment_refused_at is not null then 'refused' end,
          case when comment is null or comment_hidden then 'comment' end
        )
      from signature
      where (signature.petition_id, signature.id)
        > (after_petition, after_id)
        and state in ('pending', 'confirmed', 'held')
        and (
          not show_name or comment is null or comment_hidden or comment_refused_at is not null
        )
        and exists (
          select from change
          where change.petition_id = signature.petition_id
            and signature_id = signature.id
            and deed in ('name_hidden', 'comment_erased', 'comment_hidden', 'comment_refused')
        )
      order by signature.petition_id, signature.id
      limit most;
    when 'paper' then
      return query
      select
        paper.petition_id, sheet::bigint, 0::bigint,
        concat_ws(' ', line, case when digest is null then 'all' end)
      from paper
      join paper_sheet on paper_sheet.petition_id = paper.petition_id and number = sheet
      where (paper.petition_id, sheet, line)
        > (after_petition, after_id, split_part(after_detail, ' ', 1)::int)
        and state = 'removed'
      order by paper.petition_id, sheet, line
      limit most;
    when 'sent' then
      return query
      select outbox.petition_id, outbox.id, 0::bigint, state::text
      from outbox
      where (outbox.petition_id, outbox.id) > (after_petition, after_id)
        and state <> 'owed'
        and settled_at > now() - tombstone_page.days * interval '1 day'
      order by outbox.petition_id, outbox.id
      limit most;
  end case;
end
$$;

revoke execute on function undersigned.tombstone_page(
  text, bigint, bigint, text, int, int
) from public;
comment on function undersigned.tombstone_page(text, bigint, bigint, text, int, int) is
  'What a restored backup must not bring back, a page at a time';
