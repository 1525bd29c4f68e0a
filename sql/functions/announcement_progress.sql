-- How far an announcement is, in a glance that costs little.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned announce` each second while it goes out.
-- Returns one row: its state, how many mails are settled, and of how many that are expected.

create or replace function undersigned.announcement_progress(slug text, id int)
returns table (state text, settled bigint, expected bigint)
language sql stable
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select
    announcement.state::text,
    given - (
      select count(*)
      from outbox
      where outbox.petition_id = announcement.petition_id
        and announcement_id = announcement.id
        -- The first of the states. As "=" it tempts a plan to read the index of all owed mail.
        and outbox.state <= 'owed'
    ),
    expected
  from petition
  join announcement on announcement.petition_id = petition.id
  where petition.slug = announcement_progress.slug
    and announcement.id = announcement_progress.id;
$$;

revoke execute on function undersigned.announcement_progress(text, int) from public;
comment on function undersigned.announcement_progress(text, int) is
  'How far an announcement is, in a glance that costs little';
