-- Does again what a restored backup does not know to have been done.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned tombstones apply` with lines of tombstone_page, all of one kind. Nobody is
-- sent a receipt for it. What an organizer had removed waits for the organizers again. A mail counts
-- as settled only if it was owed before the file was written. Twice is the same as once.
-- Returns one row: how many of them were not known.

create or replace function undersigned.tombstone_apply(
  kind text, petitions bigint[], ids bigint[], nonces bigint[], details text[], written_at text
)
returns table (done bigint)
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  tomb record;
  became text;
begin
  done := 0;
  if tombstone_apply.kind = 'suppressed' then
    insert into suppression (address_key, reason)
    select decode(split_part(each, ' ', 1), 'hex'), split_part(each, ' ', 2)::suppression_reason
    from unnest(details) as each
    on conflict (address_key) do update set reason = excluded.reason
    where suppression.reason <> excluded.reason and suppression.reason <> 'disowned';
    get diagnostics done = row_count;
  elsif tombstone_apply.kind = 'sent' then
    with settled as (
      update outbox set
        state = detail::outbox_state,
        settled_at = now(),
        kept_address = null
      from unnest(petitions, ids, details) as sent (petition_id, id, detail)
      where outbox.petition_id = sent.petition_id
        and outbox.id = sent.id
        and state = 'owed'
        and owed_at < written_at::timestamptz
      returning outbox.petition_id, outbox.id
    ),
    told as (
      insert into stale (petition_id, block)
      select distinct petition_id, id / 1000 >> 14 from settled
    )
    select count(*) into done from settled;
  elsif tombstone_apply.kind = 'paper' then
    for tomb in
      select
        petition_id, id as sheet, bool_or(detail like '% all') as whole,
        array_agg(split_part(detail, ' ', 1)::int) as lines
      from unnest(petitions, ids, details) as each (petition_id, id, detail)
      group by petition_id, id
      order by petition_id, id
    loop
      update paper_sheet set digest = null
      where petition_id = tomb.petition_id and number = tomb.sheet and tomb.whole;
      done := done + paper_wipe(tomb.petition_id, tomb.sheet::int, tomb.lines, 'restored');
    end loop;
  else
    for tomb in
      select
        each.petition_id, each.id, each.nonce, each.detail, petition.slug,
        signature.comment_refused_at
      from unnest(petitions, ids, nonces, details) as each (petition_id, id, nonce, detail)
      join petition on petition.id = each.petition_id
      join signature
        on signature.petition_id = each.petition_id
        and signature.id = each.id
        and signature.nonce = each.nonce
    loop
      became := null;
      case tombstone_apply.kind || ' ' || tomb.detail
        when 'gone withdrawn' then
          became := outcome from signature_withdraw(tomb.petition_id, tomb.id, tomb.nonce);
          -- The receipt was sent at the time.
          update outbox set state = 'dropped', kept_address = null
          where petition_id = tomb.petition_id
            and id between tomb.id * 1000 and tomb.id * 1000 + 999
            and state = 'owed'
            and became = 'done';
        when 'gone erased' then
          became := outcome from signature_erase(tomb.petition_id, tomb.id, tomb.nonce);
        when 'gone removed' then
          became := replace(signature_hold(tomb.slug, tomb.id, 'restored'), 'held', 'done');
        else
          if tombstone_apply.kind = 'revoked' then
            became := replace(outcome, 'revoked', 'done') from consent_set(
              tomb.petition_id, tomb.id, tomb.nonce,
              coalesce((select slug from organization where id = tomb.detail::bigint), ''),
              false, null, null, 'unsubscribe'
            );
          end if;
          if tombstone_apply.kind = 'hidden' and tomb.detail like 'name%' then
            became := outcome
            from signature_show_name(tomb.petition_id, tomb.id, tomb.nonce, false);
          end if;
          if tombstone_apply.kind = 'hidden' and tomb.detail like '%refused%'
            and tomb.comment_refused_at is null
          then
            became := replace(comment_hide(tomb.slug, tomb.id, 'restored'), 'hidden', 'done');
          end if;
          if tombstone_apply.kind = 'hidden' and tomb.detail like '%comment' then
            became := case 'done' when became then became else outcome end
            from signature_show_comment(tomb.petition_id, tomb.id, tomb.nonce, false);
          end if;
      end case;
      done := done + (became is not distinct from 'done')::int;
    end loop;
  end if;
  return next;
end
$$;

revoke execute on function undersigned.tombstone_apply(
  text, bigint[], bigint[], bigint[], text[], text
) from public;
comment on function undersigned.tombstone_apply(
  text, bigint[], bigint[], bigint[], text[], text
) is 'Does again what a restored backup does not know to have been done';
