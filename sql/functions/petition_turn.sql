-- Opens, pauses, closes, reopens or retires a petition.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned open`, `pause`, `close`, `reopen` and `retire`; by organizers with psql:
--   select * from undersigned.petition_turn('a-petition', 'close', 'the council has decided');
-- open ends a pause; reopen takes back that it was closed or retired, and a last day that is over.
-- Signatures that were given before can be confirmed in every state: only new ones are not taken.
-- Returns one row with the petition's state from now on and the outcome:
--   done       it is so from now on
--   unchanged  it was so before
--   other      not from this state
--   erased     its signers were erased, so nobody is to sign it again: copy it
--   unknown    there is no such petition, or deed

create or replace function undersigned.petition_turn(slug text, deed text, reason text default '')
returns table (outcome text, state text)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  turned petition;
  before text;
  wanted constant text := case deed
    when 'open' then 'open' when 'reopen' then 'open' when 'pause' then 'paused'
    when 'close' then 'closed' when 'retire' then 'retired'
  end;
begin
  select * into turned from petition where petition.slug = petition_turn.slug for update;
  before := petition_state(turned.state, turned.closes_on)::text;
  state := before;
  outcome := case
    when turned.id is null or wanted is null then 'unknown'
    when before = wanted then 'unchanged'
    when deed = 'open' and before <> 'paused' then 'other'
    when deed = 'reopen' and before = 'paused' then 'other'
    when deed = 'pause' and before <> 'open' then 'other'
    when deed = 'close' and before = 'retired' then 'other'
    when wanted = 'open' and turned.erase_on <= (now() at time zone 'UTC')::date then 'erased'
    when wanted = 'open' and turned.erased_at is not null then 'erased'
    else 'done'
  end;

  if outcome = 'done' then
    update petition set
      state = wanted::petition_state,
      closes_on = case
        when wanted = 'open' and closes_on < (now() at time zone 'UTC')::date then null
        else closes_on
      end
    where id = turned.id;
    perform petition_change_add(turned.id, deed, reason);
    state := wanted;
  end if;
  return next;
end
$$;

revoke execute on function undersigned.petition_turn(text, text, text) from public;
comment on function undersigned.petition_turn(text, text, text) is
  'Opens, pauses, closes, reopens or retires a petition';
