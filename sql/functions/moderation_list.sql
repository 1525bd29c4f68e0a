-- What waits for an organizer to decide: held signatures, or comments.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned moderate`, page by page: `after` is the id of the last one that it has seen.
-- `subject` is held or comments.
-- Returns one row per signature, in the order of their ids: what the views held_signatures and
-- comments_waiting say about it. The time is in UTC.

create or replace function undersigned.moderation_list(
  slug text, subject text, after bigint, most int
)
returns table (
  petition_id bigint, id bigint, at text, held_for text, domain text, public_name text,
  postal_code text, country text, language text, source text, comment text
)
language sql stable
set search_path = undersigned, pg_temp
as $$
  select
    waiting.petition_id, waiting.id,
    to_char(signature.signed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), waiting.held_for,
    waiting.domain, waiting.public_name, signature.postal_code, signature.country,
    signature.language, signature.source, signature.comment
  from (
    (
      select petition_id, id, held_for, domain, public_name
      from held_signatures
      where moderation_list.subject = 'held'
        and held_signatures.slug = moderation_list.slug and id > moderation_list.after
      order by id
      limit moderation_list.most
    )
    union all
    (
      select petition_id, id, null, null, public_name
      from comments_waiting
      where moderation_list.subject = 'comments'
        and comments_waiting.slug = moderation_list.slug and id > moderation_list.after
      order by id
      limit moderation_list.most
    )
  ) as waiting
  join signature
    on signature.petition_id = waiting.petition_id and signature.id = waiting.id
  order by waiting.id;
$$;

revoke execute on function undersigned.moderation_list(text, text, bigint, int) from public;
comment on function undersigned.moderation_list(text, text, bigint, int) is
  'What waits for an organizer to decide: held signatures, or comments';
