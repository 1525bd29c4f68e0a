-- For organizers: the signatures on paper, with the name where the sheet says that it may be shown.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.paper_signatures with (security_barrier) as
select
  petition.slug,
  paper.sheet,
  paper.line,
  -- Who has signed here since counts there from that moment on.
  case
    when paper.state = 'counted' and exists (
      select from undersigned.signature
      where signature.address_key = paper.address_key
        and signature.petition_id = paper.petition_id
        and signature.state = 'confirmed'
    ) then 'online'
    else paper.state::text
  end as state,
  case
    when paper.show_name
    then concat_ws(' ', nullif(paper.given_name, ''), nullif(paper.family_name, ''))
  end as public_name,
  paper.postal_code,
  paper.country,
  paper.signed_on,
  paper_sheet.name as file,
  paper_sheet.taken_at,
  paper.removed_for
from undersigned.paper
join undersigned.paper_sheet
  on paper_sheet.petition_id = paper.petition_id and paper_sheet.number = paper.sheet
join undersigned.petition on petition.id = paper.petition_id
where undersigned.petition_granted(petition.id);

comment on view undersigned.paper_signatures is
  'The signatures on paper, with the name where the sheet says that it may be shown';
comment on column undersigned.paper_signatures.slug is 'The petition';
comment on column undersigned.paper_signatures.sheet is 'The number of the file it was taken from';
comment on column undersigned.paper_signatures.line is 'Its line in that file';
comment on column undersigned.paper_signatures.state is
  'counted; online: the signer has signed here as well, and counts there; removed by an organizer';
comment on column undersigned.paper_signatures.public_name is
  'Given and family name; null unless it may be shown publicly';
comment on column undersigned.paper_signatures.postal_code is 'As typed';
comment on column undersigned.paper_signatures.country is 'ISO 3166-1, two letters';
comment on column undersigned.paper_signatures.signed_on is 'The day that stands on the sheet';
comment on column undersigned.paper_signatures.file is 'The name of the file';
comment on column undersigned.paper_signatures.taken_at is 'When the file was taken';
comment on column undersigned.paper_signatures.removed_for is 'Why an organizer removed it';
