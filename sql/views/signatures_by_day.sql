-- For organizers: how many signatures were confirmed on each day.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.signatures_by_day as
select petition.slug, signature.confirmed_at::date as day, count(*) as confirmed
from undersigned.signature
join undersigned.petition on petition.id = signature.petition_id
where signature.state = 'confirmed'
group by petition.slug, signature.confirmed_at::date;

comment on view undersigned.signatures_by_day is 'How many signatures were confirmed on each day';
comment on column undersigned.signatures_by_day.slug is 'The petition';
comment on column undersigned.signatures_by_day.day is 'The day, in the time zone of the session';
comment on column undersigned.signatures_by_day.confirmed is 'Signatures confirmed on that day';
