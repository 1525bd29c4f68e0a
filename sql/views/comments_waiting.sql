-- For organizers: comments that are not shown until somebody approves them.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.comments_waiting with (security_barrier) as
select
  petition.slug,
  signature.petition_id,
  signature.id,
  signature.comment,
  case
    when signature.show_name
    then concat_ws(' ', nullif(signature.given_name, ''), nullif(signature.family_name, ''))
  end as public_name,
  signature.language,
  signature.confirmed_at
from undersigned.petition
-- Only blocks in which a comment waits are read.
cross join lateral undersigned.summary_blocks(petition.id, 'comment') as block
cross join lateral (
  select *
  from undersigned.signature
  where signature.petition_id = petition.id
    and signature.id >= block.first
    and signature.id < block.behind
    and signature.state = 'confirmed'
    and signature.comment is not null
    and not signature.comment_hidden
    and signature.comment_approved_at is null
    and signature.comment_refused_at is null
  -- Not without its block: there may be few of them in the whole table, but nothing that finds them.
  offset 0
) as signature
where undersigned.petition_granted(petition.id);

comment on view undersigned.comments_waiting is
  'Comments of confirmed signatures that nobody has approved yet: comment_approve takes slug '
  'and id';
comment on column undersigned.comments_waiting.slug is 'The petition';
comment on column undersigned.comments_waiting.petition_id is 'The petition, for functions';
comment on column undersigned.comments_waiting.id is 'Tells signatures apart';
comment on column undersigned.comments_waiting.comment is 'As typed';
comment on column undersigned.comments_waiting.public_name is
  'Given and family name; null unless the signer lets it be shown publicly';
comment on column undersigned.comments_waiting.language is 'The language to write to the signer in';
comment on column undersigned.comments_waiting.confirmed_at is 'When the signature began to count';
