-- The announcements of a petition, and how far they are.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned announce`. id null: all of them; counting the mails of a big one takes a
-- moment.
-- Returns one row per announcement, in the order in which they were begun: times in UTC; how many
-- mails were expected; what became of those that were owed so far.

create or replace function undersigned.announcement_list(slug text, id int default null)
returns table (
  id int, state text, begun_at text, ended_at text, expected bigint, owed bigint,
  sent bigint, dropped bigint, dead bigint, subject text
)
language sql stable
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select
    announcement.id, announcement.state::text,
    to_char(begun_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
    to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
    expected, mails.owed, mails.sent, mails.dropped, mails.dead, words.subject
  from petition
  join announcement on announcement.petition_id = petition.id
  join announcement_text as words
    on words.petition_id = announcement.petition_id
    and words.announcement_id = announcement.id
    and words.number = 1
  cross join lateral (
    select
      count(*) filter (where state = 'owed') as owed,
      count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state = 'dropped') as dropped,
      count(*) filter (where state = 'dead') as dead
    from outbox
    where outbox.petition_id = announcement.petition_id and announcement_id = announcement.id
  ) as mails
  where petition.slug = announcement_list.slug
    and (announcement_list.id is null or announcement.id = announcement_list.id)
  order by announcement.id;
$$;

revoke execute on function undersigned.announcement_list(text, int) from public;
comment on function undersigned.announcement_list(text, int) is
  'The announcements of a petition, and how far they are';
