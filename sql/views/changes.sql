-- For organizers: what was done with signatures after they were given, when and by whom.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.changes with (security_barrier) as
select
  petition.slug,
  change.signature_id as id,
  change.number,
  change.at,
  change.deed::text as deed,
  organization.slug as organization,
  change.by_role,
  change.reason
from undersigned.change
join undersigned.petition on petition.id = change.petition_id
left join undersigned.organization on organization.id = change.organization_id
where undersigned.petition_granted(petition.id);

comment on view undersigned.changes is
  'What was done with signatures after they were given, and when; nothing of what was there '
  'before';
comment on column undersigned.changes.slug is 'The petition';
comment on column undersigned.changes.id is 'Tells signatures apart';
comment on column undersigned.changes.number is 'Counts the changes of a signature';
comment on column undersigned.changes.at is 'When it was done';
comment on column undersigned.changes.deed is 'What was done';
comment on column undersigned.changes.organization is
  'Of consents: the organization; null: news about the petition';
comment on column undersigned.changes.by_role is
  'The database role that did it: for signers that of the programs; null: it was not kept then';
comment on column undersigned.changes.reason is 'Why, where an organizer said so';
