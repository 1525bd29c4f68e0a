-- Which mails go first when not all can.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- The one place that says so; outbox_add and others keep it in outbox.class.
-- Returns the class:
--   0  somebody waits for it
--   1  it reminds somebody
--   2  it goes to many

create or replace function undersigned.outbox_class(kind text)
returns smallint
language sql immutable
set search_path = undersigned, pg_temp
as $$
  select case kind when 'announcement' then 2 when 'reminder' then 1 else 0 end::smallint;
$$;

revoke execute on function undersigned.outbox_class(text) from public;
comment on function undersigned.outbox_class(text) is
  'Which mails go first when not all can: 0, 1, 2';
