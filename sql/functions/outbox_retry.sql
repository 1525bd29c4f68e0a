-- An admin lets mails go out now that were given up or put off.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned outbox retry`: stage is dead or waiting, the others narrow it (null:
-- whichever). Whoever asks for refused mails to be tried again says that their addresses are right:
-- these are written to again. A relay that is away is tried at once.
-- Returns one row, the outcome with the number of mails:
--   counted  nothing was done: `most` is null
--   more     nor then: there are more than `most`
--   done     they are due

create or replace function undersigned.outbox_retry(
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
  from outbox_chosen(outbox_retry.stage, outbox_retry.slug, outbox_retry.kind, outbox_retry.domain);
  mails := cardinality(ids);
  outcome := case
    when most is null then 'counted' when mails > most then 'more' else 'done'
  end;

  if outcome = 'done' then
    delete from suppression
    where reason = 'refused'
      and address_key in (
        select address_key
        from unnest(petitions, ids) as chosen (petition_id, id)
        join outbox using (petition_id, id)
        join signature
          on signature.petition_id = outbox.petition_id and signature.id = outbox.signature_id
        where dead_for = 'refused'
      );
    update outbox set
      state = 'owed',
      due_at = now(),
      failures = case outbox.state when 'dead' then 0 else failures end,
      dead_for = null
    from unnest(petitions, ids) as chosen (petition_id, id)
    where outbox.petition_id = chosen.petition_id and outbox.id = chosen.id;
    update relay set probe_at = now() where away_since is not null;
  end if;
  return next;
end
$$;

revoke execute on function undersigned.outbox_retry(text, text, text, text, bigint) from public;
comment on function undersigned.outbox_retry(text, text, text, text, bigint) is
  'An admin lets mails go out now that were given up or put off';
