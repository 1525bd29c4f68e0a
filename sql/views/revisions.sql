-- For organizers: every revision of a petition's words.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.revisions with (security_barrier) as
select
  petition.slug,
  revision.number as revision,
  revision.language,
  revision.title,
  revision.target,
  revision.body,
  revision.letter,
  revision.signer_line,
  revision.created_at,
  not exists (
    select from undersigned.revision as later
    where later.petition_id = revision.petition_id
      and later.language = revision.language
      and later.number > revision.number
  ) as current
from undersigned.revision
join undersigned.petition on petition.id = revision.petition_id
where undersigned.petition_granted(petition.id);

comment on view undersigned.revisions is
  'Every revision of the words of a petition; each signature names the one it was given under';
comment on column undersigned.revisions.slug is 'The petition';
comment on column undersigned.revisions.revision is
  'Counts up through all languages of the petition';
comment on column undersigned.revisions.language is 'The language of these words, as in BCP 47';
comment on column undersigned.revisions.title is 'What is demanded, in a line';
comment on column undersigned.revisions.target is 'Whom the letter is addressed to';
comment on column undersigned.revisions.body is 'The case for signing, in Markdown';
comment on column undersigned.revisions.letter is 'The words that are delivered';
comment on column undersigned.revisions.signer_line is 'What stands for the name of the signer';
comment on column undersigned.revisions.created_at is 'When it was imported';
comment on column undersigned.revisions.current is 'Is it the one that its language shows now?';
