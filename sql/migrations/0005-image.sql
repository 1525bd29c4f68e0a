-- What a petition is shared with: its image, and the milestones that its feed tells of.
-- SPDX-License-Identifier: AGPL-3.0-or-later

do $$
begin
  if to_regtype('undersigned.image_kind') is null then
    create type undersigned.image_kind as enum ('png', 'jpeg');
  end if;
end
$$;

comment on type undersigned.image_kind is 'How an image is stored';

create table if not exists undersigned.image (
  petition_id bigint not null references undersigned.petition,
  language text collate "C" not null,
  kind undersigned.image_kind not null,
  width int not null,
  height int not null,
  drawn boolean not null,
  version text not null,
  alt text not null,
  content bytea not null,
  made_at timestamptz not null default now(),
  primary key (petition_id, language)
);

-- PNG and JPEG are compressed already.
alter table undersigned.image alter content set storage external;

comment on table undersigned.image is
  'What a petition is shown with where its link is shared; in the database, so that the programs '
  'need no folder of theirs';
comment on column undersigned.image.petition_id is 'The petition';
comment on column undersigned.image.language is 'The language of the words that it goes with';
comment on column undersigned.image.kind is 'png or jpeg';
comment on column undersigned.image.width is 'In pixels';
comment on column undersigned.image.height is 'In pixels';
comment on column undersigned.image.drawn is 'Was it drawn of the words, or given by an organizer?';
comment on column undersigned.image.version is 'Changes with the content: part of its address';
comment on column undersigned.image.alt is
  'What it shows, for those who do not see it; empty where the title says it';
comment on column undersigned.image.content is 'The file';
comment on column undersigned.image.made_at is 'When it was last given or drawn';

create table if not exists undersigned.milestone (
  petition_id bigint not null,
  count bigint not null,
  reached_at timestamptz not null default now(),
  primary key (petition_id, count)
);

comment on table undersigned.milestone is 'The round numbers of signatures that petitions reached';
comment on column undersigned.milestone.petition_id is 'The petition';
comment on column undersigned.milestone.count is 'How many confirmed signatures';
comment on column undersigned.milestone.reached_at is
  'When the first confirmation was committed that saw so many; kept when signatures are withdrawn';

-- Petitions that had signatures before there were milestones: their rows know when they counted.
insert into undersigned.milestone (petition_id, count, reached_at)
select counted.petition_id, counted.count, counted.confirmed_at
from (
  select
    signature.petition_id, signature.confirmed_at,
    row_number() over (partition by signature.petition_id order by signature.confirmed_at) as count
  from undersigned.signature
  where signature.state = 'confirmed' and signature.confirmed_at is not null
) as counted
where counted.count = any (array(
  select factor * (10 ^ zeros)::bigint / 2
  from unnest('{2,5,10}'::bigint[]) as factor, generate_series(2, 8) as zeros
))
on conflict do nothing;

-- What a function returns can be changed only by making it anew.
do $$
begin
  if exists (
    select from pg_proc
    where oid = to_regprocedure('undersigned.petition_list()')
      and not 'revised_at' = any (proargnames)
  ) then
    drop function undersigned.petition_list();
  end if;
end
$$;
