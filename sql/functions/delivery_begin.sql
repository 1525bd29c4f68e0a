-- Begins the next delivery of a petition's signatures, or one that was never finished.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned deliver`. What an unfinished one had on its roll is forgotten: the roll is
-- made anew.
-- Returns one row, or none if there is no such petition: the delivery's number, and how many
-- signatures were delivered before.

create or replace function undersigned.delivery_begin(petition_slug text)
returns table (petition_id bigint, number int, delivered_before bigint)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  -- One at a time begins.
  select id into delivery_begin.petition_id
  from petition
  where slug = delivery_begin.petition_slug
  for no key update;
  if not found then
    return;
  end if;

  select coalesce(
    min(delivery.number) filter (where finished_at is null), max(delivery.number) + 1, 1
  )
  into delivery_begin.number
  from delivery
  where delivery.petition_id = delivery_begin.petition_id;

  insert into delivery (petition_id, number)
  values (delivery_begin.petition_id, delivery_begin.number)
  on conflict (petition_id, number) do update set begun_at = now(), by_role = session_user;
  delete from delivered
  where delivered.petition_id = delivery_begin.petition_id
    and delivered.number = delivery_begin.number;

  select coalesce(sum(delivery.signatures), 0) into delivery_begin.delivered_before
  from delivery
  where delivery.petition_id = delivery_begin.petition_id and finished_at is not null;
  return next;
end
$$;

revoke execute on function undersigned.delivery_begin(text) from public;
comment on function undersigned.delivery_begin(text) is
  'Begins the next delivery of a petition''s signatures, or one that was never finished';
