-- The next signatures of a delivery's roll.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned deliver`, page by page, with the id of the last signature of the page before;
-- 0 at first. These are confirmed, and on no earlier roll. Signers are named as the form promised
-- them: not at all unless they let their name be shown, else by what their revision says. Comments
-- are those that were approved. With a null for the number nothing is remembered: what a delivery
-- would hold.
-- Returns one row per signature, by id, none when there are no more; name is null when it is withheld.
-- The area may be counted; beside a name it stands only where the form said so (shows_area).

create or replace function undersigned.delivery_page(
  petition_id bigint, number int, after bigint, most int
)
returns table (
  id bigint, name text, country text, area text, comment text, language text, shows_area boolean
)
language plpgsql
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with before as materialized (
    select unnest(ids) as id
    from delivered
    where delivered.petition_id = delivery_page.petition_id
      and last_id > after
      and exists (
        select from delivery
        where delivery.petition_id = delivered.petition_id
          and delivery.number = delivered.number
          and finished_at is not null
      )
  ),
  page as materialized (
    select
      signature.id, given_name, family_name, country, postal_code, show_name, revision,
      signature.language,
      case
        when show_name and not comment_hidden and comment_approved_at is not null then comment
      end as comment
    from signature
    where signature.petition_id = delivery_page.petition_id
      and signature.id > after
      and state = 'confirmed'
      and not exists (select from before where before.id = signature.id)
    order by signature.id
    limit most
  ),
  remembered as (
    insert into delivered (petition_id, number, first_id, last_id, ids)
    select
      delivery_page.petition_id, delivery_page.number, min(page.id), max(page.id),
      array_agg(page.id order by page.id)
    from page
    where delivery_page.number is not null
    having count(*) > 0
    on conflict (petition_id, number, first_id)
    do update set last_id = excluded.last_id, ids = excluded.ids
  )
  select
    page.id,
    nullif(trim(
      case
        when not show_name then ''
        when roll_names = 'full' then concat_ws(' ', given_name, nullif(family_name, ''))
        -- Of a whole name in one field, the first.
        when coalesce(family_name, '') = '' then split_part(trim(given_name), ' ', 1)
        when roll_names = 'initial' then concat(given_name, ' ', left(trim(family_name), 1), '.')
        else given_name
      end
    ), ''),
    coalesce(country, ''),
    postal_area(country, postal_code),
    comment,
    page.language,
    show_name and coalesce(roll_names, 'first') <> 'first'
  from page
  left join revision
    on revision.petition_id = delivery_page.petition_id and revision.number = page.revision
  order by page.id;
end
$$;

revoke execute on function undersigned.delivery_page(bigint, int, bigint, int) from public;
comment on function undersigned.delivery_page(bigint, int, bigint, int) is
  'The next signatures of a delivery''s roll';
