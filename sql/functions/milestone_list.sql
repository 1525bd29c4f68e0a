-- What a petition has lived through: when it was opened, its milestones, when it was closed.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role for the petition's feed. Times are in UTC as RFC 3339 writes them.
-- Returns one row per deed, the latest first; no row if there is no such petition:
--   opened   it was imported; no count
--   reached  a milestone of so many signatures
--   closed   by an organizer, or its last day is over; no count

create or replace function undersigned.milestone_list(petition_slug text)
returns table (deed text, count bigint, reached_at text)
language sql stable security definer
set search_path = undersigned, pg_temp
as $$
  select deed, count, to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  from (
    select 'opened' as deed, null::bigint as count, created_at as moment
    from petition
    where slug = milestone_list.petition_slug
    union all
    select 'reached', milestone.count, milestone.reached_at
    from petition
    join milestone on milestone.petition_id = petition.id
    where slug = milestone_list.petition_slug
    union all
    select 'closed', null, coalesce(
      case when state::text = 'closed' then (
        select max(at) from petition_change where petition_id = petition.id and deed = 'close'
      ) end,
      (closes_on + 1)::timestamp at time zone 'UTC'
    )
    from petition
    where slug = milestone_list.petition_slug
      and petition_state(state, closes_on)::text = 'closed'
  ) as deeds
  where moment <= now()
  order by moment desc, count desc nulls last;
$$;

revoke execute on function undersigned.milestone_list(text) from public;
comment on function undersigned.milestone_list(text) is
  'What a petition has lived through: when it was opened, its milestones, when it was closed';
