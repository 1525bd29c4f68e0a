-- How a petition fares: its days and hours, where signers came from, how far they came.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned stats` and `undersigned report`. It adds up the views of organizers: what
-- these may not read is not here. Days and hours are those of the petition's time zone, none is left
-- out: days from the first one to today, hours the last 48. A day's confirmed are those that were
-- confirmed on it, whenever they were submitted; all else counts what became of the submitted.
-- Returns rows in this order of topics, none if there is no such petition:
--   day, hour                  one after the other
--   source, country, language  the most confirmed first; an empty name: it is not known
--   step                       submitted, mailed, confirmed, withdrawn, held, removed: how many came
--                              so far, in the column submitted

create or replace function undersigned.petition_stats(petition_slug text)
returns table (topic text, name text, submitted bigint, confirmed bigint)
language sql stable
set search_path = undersigned, pg_temp
set jit = off
as $$
  with own as materialized (
    select date_trunc('hour', created_at at time zone time_zone) as made_at, now() at time zone time_zone as now_at
    from petition
    where slug = petition_stats.petition_slug
  ),
  sent as materialized (
    select hour, submitted from funnel_by_hour where slug = petition_stats.petition_slug
  ),
  counted as materialized (
    select hour, confirmed from signatures_by_hour where slug = petition_stats.petition_slug
  ),
  hours as (
    select hour, sum(submitted) as submitted, sum(confirmed) as confirmed
    from (
      select hour, submitted, 0 as confirmed from sent
      union all
      select hour, 0, confirmed from counted
      union all
      select generate_series(
        date_trunc('hour', now_at) - interval '47 hours', now_at, interval '1 hour'
      ), 0, 0
      from own
    ) as all_hours
    group by hour
  ),
  days as (
    select day, coalesce(sum(hours.submitted), 0) as submitted,
      coalesce(sum(hours.confirmed), 0) as confirmed
    from own
    cross join generate_series(
      least(made_at, (select min(hour) from hours where submitted + confirmed > 0))::date,
      now_at::date, interval '1 day'
    ) as day
    left join hours on hours.hour::date = day
    group by day
  ),
  parts (rank, topic, place, name, submitted, confirmed) as (
    select 1, 'day', to_char(day, 'YYYY-MM-DD'), to_char(day, 'YYYY-MM-DD'), submitted, confirmed
    from days
    union all
    select 2, 'hour', to_char(hour, 'YYYY-MM-DD HH24'), to_char(hour, 'YYYY-MM-DD HH24:MI'),
      submitted, confirmed
    from hours
    cross join own
    where hour >= date_trunc('hour', now_at) - interval '47 hours'
    union all
    select 3, 'source', '', coalesce(source, ''), submitted, confirmed
    from funnel_by_source where slug = petition_stats.petition_slug
    union all
    select 4, 'country', '', coalesce(country, ''), submitted, confirmed
    from funnel_by_country where slug = petition_stats.petition_slug
    union all
    select 5, 'language', '', coalesce(language, ''), submitted, confirmed
    from funnel_by_language where slug = petition_stats.petition_slug
    union all
    select 6, 'step', place::text, step.name, step.number, 0
    from funnel
    cross join lateral unnest(
      array['submitted', 'mailed', 'confirmed', 'withdrawn', 'held', 'removed'],
      array[submitted, mailed, confirmed, withdrawn, held, removed]
    ) with ordinality as step (name, number, place)
    where slug = petition_stats.petition_slug
  )
  select topic, name, submitted::bigint, confirmed::bigint
  from parts
  order by rank, place, confirmed desc, submitted desc, name;
$$;

revoke execute on function undersigned.petition_stats(text) from public;
comment on function undersigned.petition_stats(text) is
  'How a petition fares: its days and hours, where signers came from, how far they came';
