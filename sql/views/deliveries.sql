-- For organizers: which rolls were handed over, and when.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.deliveries with (security_barrier) as
select
  petition.slug,
  delivery.number,
  delivery.begun_at,
  delivery.finished_at,
  delivery.signatures,
  delivery.checksum,
  delivery.by_role
from undersigned.delivery
join undersigned.petition on petition.id = delivery.petition_id
where undersigned.petition_granted(petition.id);

comment on view undersigned.deliveries is 'Which rolls of signatures were handed over, and when';
comment on column undersigned.deliveries.slug is 'The petition';
comment on column undersigned.deliveries.number is 'Counts the deliveries of a petition';
comment on column undersigned.deliveries.begun_at is 'When its roll was begun';
comment on column undersigned.deliveries.finished_at is
  'When it was written; null: it was not, and the next run writes it anew';
comment on column undersigned.deliveries.signatures is 'How many are on its roll';
comment on column undersigned.deliveries.checksum is 'SHA-256 of its roll.csv, in hexadecimal';
comment on column undersigned.deliveries.by_role is 'Who made it';
