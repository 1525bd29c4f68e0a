-- For organizers: the audit: every signature that ceased to be, by whom, when and why.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.removals with (security_barrier) as
select
  petition.slug,
  change.signature_id as id,
  change.at,
  change.deed::text as deed,
  case
    when change.deed::text in ('withdrawn', 'disowned', 'erased') then 'signer'
    else change.by_role
  end as by_whom,
  change.reason
from undersigned.change
join undersigned.petition on petition.id = change.petition_id
where undersigned.petition_granted(petition.id)
  and change.deed::text in ('withdrawn', 'disowned', 'erased', 'removed', 'restored', 'purged');

comment on view undersigned.removals is
  'Every removal of a signature: by whom, when and why; what was removed is not kept';
comment on column undersigned.removals.slug is 'The petition';
comment on column undersigned.removals.id is 'Tells signatures apart';
comment on column undersigned.removals.at is 'When it was done';
comment on column undersigned.removals.deed is
  'withdrawn: taken back, erased: with all data, disowned: the address was used by somebody '
  'else, removed: by an organizer, restored: put back by an organizer, purged: its time was '
  'over';
comment on column undersigned.removals.by_whom is 'signer, or the database role of who did it';
comment on column undersigned.removals.reason is 'Why, where an organizer said so';
