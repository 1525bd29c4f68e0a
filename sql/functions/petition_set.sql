-- Sets one thing of a petition, as a line of its file would.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned set` and `undersigned close`; by organizers with psql:
--   select * from undersigned.petition_set('a-petition', 'Goal', '50000 rising');
-- Settings are Goal, Closes, Erases, Confirmation and Time-Zone, in any case; the value `none` takes a goal or
-- a last day away. The day of erasure was promised to whoever has signed: from then on it can only
-- be an earlier one.
-- Returns one row with what stands there from now on and the outcome:
--   done       it is so from now on
--   unchanged  it was so before
--   promised   signers were promised the day that stands there
--   setting    there is no such setting, or it cannot be that
--   unknown    there is no such petition

create or replace function undersigned.petition_set(slug text, setting text, value text)
returns table (outcome text, stands text)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
declare
  before petition;
  after petition;
  known constant text := initcap(setting);
begin
  select * into before from petition where petition.slug = petition_set.slug for update;
  after := before;
  outcome := case when before.id is null then 'unknown' else 'done' end;

  if known = 'Goal' and value ~ '^([1-9]\d{0,9}( rising)?|none)$' then
    after.goal := substring(value from '^\d+')::int;
    after.goal_rises := value like '% rising';
  elsif known = 'Closes' and value ~ '^(\d{4}-\d\d-\d\d|none)$' then
    after.closes_on := nullif(value, 'none')::date;
  elsif known = 'Erases' and value ~ '^\d{4}-\d\d-\d\d$' then
    after.erase_on := value::date;
  elsif known = 'Confirmation' and value in ('required', 'none') then
    after.confirmation := value::petition_confirmation;
  elsif known = 'Time-Zone' and exists (select from pg_timezone_names where name = value) then
    after.time_zone := value;
  else
    outcome := case when before.id is null then 'unknown' else 'setting' end;
  end if;

  if outcome = 'done' and after is not distinct from before then
    outcome := 'unchanged';
  elsif outcome = 'done' and after.erase_on > before.erase_on and exists (
    select from signature where signature.petition_id = before.id
  ) then
    outcome := 'promised';
    after := before;
  end if;

  if outcome = 'done' then
    update petition set
      goal = after.goal, goal_rises = after.goal_rises, closes_on = after.closes_on,
      erase_on = after.erase_on, confirmation = after.confirmation,
      time_zone = after.time_zone
    where id = before.id;
    perform petition_change_add(before.id, 'set', known || ' ' || value);
  end if;

  stands := case known
    when 'Goal' then
      coalesce(after.goal || case when after.goal_rises then ' rising' else '' end, 'none')
    when 'Closes' then coalesce(after.closes_on::text, 'none')
    when 'Erases' then after.erase_on::text
    when 'Confirmation' then after.confirmation::text
    when 'Time-Zone' then after.time_zone
  end;
  return next;
end
$$;

revoke execute on function undersigned.petition_set(text, text, text) from public;
comment on function undersigned.petition_set(text, text, text) is
  'Sets one thing of a petition, as a line of its file would';
