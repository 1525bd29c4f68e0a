-- Pauses an announcement, lets it go on, or ends it for good.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned announce` with the state that it is to have: paused, running or cancelled.
-- Mails of it that come to their turn while it does not run are dropped; when it goes on they are
-- owed again, and outbox_claim sees which of them are still wanted.
-- Returns one row with the outcome:
--   done       it is so from now on
--   unchanged  it was so before
--   ended      it was done or cancelled before
--   unknown    there is no such announcement

create or replace function undersigned.announcement_set(slug text, id int, state text)
returns table (outcome text)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  found announcement;
begin
  select announcement.* into found
  from announcement
  join petition on petition.id = announcement.petition_id
  where petition.slug = announcement_set.slug and announcement.id = announcement_set.id
  for update of announcement;

  outcome := case
    when found.id is null then 'unknown'
    when found.state::text = announcement_set.state then 'unchanged'
    when found.state in ('done', 'cancelled') then 'ended'
    else 'done'
  end;

  if outcome = 'done' then
    update announcement set
      state = announcement_set.state::announcement_state,
      ended_at = case announcement_set.state when 'cancelled' then now() end
    where petition_id = found.petition_id and announcement.id = found.id;
  end if;

  if outcome = 'done' and announcement_set.state in ('running', 'cancelled') then
    with turned as (
      update outbox set
        state = case announcement_set.state when 'running' then 'owed' else 'dropped' end::outbox_state,
        due_at = now()
      where petition_id = found.petition_id
        and announcement_id = found.id
        and outbox.state = case announcement_set.state
          when 'running' then 'dropped' else 'owed'
        end::outbox_state
      returning outbox.id
    )
    insert into stale (petition_id, block)
    select distinct found.petition_id, turned.id / 1000 >> 14 from turned;
  end if;
  return next;
end
$$;

revoke execute on function undersigned.announcement_set(text, int, text) from public;
comment on function undersigned.announcement_set(text, int, text) is
  'Pauses an announcement, lets it go on, or ends it for good';
