-- What the page of a petition shows beside its words: a goal that rises, and public voices.
-- SPDX-License-Identifier: AGPL-3.0-or-later

alter table undersigned.petition add column if not exists goal_rises boolean not null default false;
comment on column undersigned.petition.goal is
  'How many signatures are hoped for, if that is said; of a goal that rises, the first one';
comment on column undersigned.petition.goal_rises is
  'Is a higher goal shown as soon as this one is nearly reached?';

-- The goal became the words of the petition file, which say whether it rises.
drop function if exists undersigned.petition_import(
  text, text, int, date, text, text, text, text, text, text, text[], date
);

-- Shown are the comments that an organizer approved and the signer did not hide. They are few:
-- neither signing nor confirming ever writes to their index.
create index if not exists signature_comment on undersigned.signature (
  petition_id, comment_approved_at
) where comment_approved_at is not null;
