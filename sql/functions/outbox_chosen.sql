-- The mails that an admin means: of a stage, and of a petition, a kind or a domain if these are said.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by outbox_retry and outbox_drop. null: whichever.
-- Returns their keys in one order, locked; what is under way is nobody's to choose.

create or replace function undersigned.outbox_chosen(
  stage text, slug text, kind text, domain text
)
returns table (petition_id bigint, id bigint)
language sql
set search_path = undersigned, pg_temp
as $$
  select outbox.petition_id, outbox.id
  from outbox
  join petition on petition.id = outbox.petition_id
  left join signature
    on signature.petition_id = outbox.petition_id and signature.id = outbox.signature_id
  where case outbox_chosen.stage
      when 'dead' then outbox.state = 'dead'
      when 'due' then outbox.state = 'owed' and outbox.due_at <= now()
      when 'waiting' then
        outbox.state = 'owed'
        and outbox.due_at > now()
        and (outbox.attempts = 0 or outbox.settled_at is not null)
    end
    and (outbox_chosen.slug is null or petition.slug = outbox_chosen.slug)
    and (outbox_chosen.kind is null or outbox.kind::text = outbox_chosen.kind)
    and (
      outbox_chosen.domain is null
      or lower(substring(signature.address from '@([^@]*)$')) = lower(outbox_chosen.domain)
    )
  order by outbox.petition_id, outbox.id
  for update of outbox;
$$;

revoke execute on function undersigned.outbox_chosen(text, text, text, text) from public;
comment on function undersigned.outbox_chosen(text, text, text, text) is
  'The mails that an admin means, by stage, petition, kind and domain';
