-- An admin gives up mails: they are not sent any more.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned outbox drop`: stage is due, waiting or dead, the others narrow it (null:
-- whichever).
-- Returns one row, the outcome with the number of mails:
--   counted  nothing was done: `most` is null
--   more     nor then: there are more than `most`
--   done     they are dropped

create or replace function undersigned.outbox_drop(
  stage text, slug text, kind text, domain text, most bigint
)
returns table (outcome text, mails bigint)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  petitions bigint[];
  ids bigint[];
begin
  select coalesce(array_agg(petition_id), '{}'), coalesce(array_agg(id), '{}')
  into petitions, ids
  from outbox_chosen(outbox_drop.stage, outbox_drop.slug, outbox_drop.kind, outbox_drop.domain);
  mails := cardinality(ids);
  outcome := case
    when most is null then 'counted' when mails > most then 'more' else 'done'
  end;

  if outcome = 'done' then
    update outbox set
      state = 'dropped',
      settled_at = coalesce(settled_at, now()),
      dead_for = null,
      kept_address = null
    from unnest(petitions, ids) as chosen (petition_id, id)
    where outbox.petition_id = chosen.petition_id and outbox.id = chosen.id;
    insert into stale (petition_id, block)
    select distinct petition_id, id / 1000 >> 14
    from unnest(petitions, ids) as chosen (petition_id, id);
  end if;
  return next;
end
$$;

revoke execute on function undersigned.outbox_drop(text, text, text, text, bigint) from public;
comment on function undersigned.outbox_drop(text, text, text, text, bigint) is
  'An admin gives up mails: they are not sent any more';
