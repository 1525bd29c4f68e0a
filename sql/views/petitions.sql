-- For organizers: every petition, with its count.
-- SPDX-License-Identifier: AGPL-3.0-or-later

create or replace view undersigned.petitions with (security_barrier) as
select
  petition.slug,
  current.title,
  current.target,
  languages.languages,
  undersigned.petition_state(petition.state, petition.closes_on)::text as state,
  petition.confirmation::text as confirmation,
  undersigned.goal_shown(petition.goal, petition.goal_rises, counted.confirmed) as goal,
  petition.closes_on,
  counted.confirmed,
  petition.created_at,
  petition.erase_on,
  petition.time_zone,
  petition.paper
from undersigned.petition
cross join lateral (
  select coalesce(sum(tally.confirmed), 0)::bigint as confirmed
  from undersigned.tally
  where tally.petition_id = petition.id
) as counted
cross join lateral (
  select array_agg(first.language order by first.number) as languages
  from (
    select revision.language, min(revision.number) as number
    from undersigned.revision
    where revision.petition_id = petition.id
    group by revision.language
  ) as first
) as languages
join lateral (
  select revision.title, revision.target
  from undersigned.revision
  where revision.petition_id = petition.id and revision.language = languages.languages[1]
  order by revision.number desc
  limit 1
) as current on true
where undersigned.petition_granted(petition.id);

comment on view undersigned.petitions is 'Every petition, with its count';
comment on column undersigned.petitions.slug is 'Its name in links';
comment on column undersigned.petitions.title is 'What it demands, in its first language';
comment on column undersigned.petitions.target is 'Whom the letter is addressed to';
comment on column undersigned.petitions.languages is 'Its languages, the first one first';
comment on column undersigned.petitions.state is 'open, paused, closed or retired, as of today';
comment on column undersigned.petitions.confirmation is
  'required: a signature counts once its address is proven; none: it counts at once';
comment on column undersigned.petitions.goal is
  'How many signatures are hoped for; of a goal that rises, the one that is shown now';
comment on column undersigned.petitions.closes_on is
  'The last day on which it can be signed; days are those of UTC';
comment on column undersigned.petitions.confirmed is 'Confirmed signatures';
comment on column undersigned.petitions.created_at is 'When it was first imported';
comment on column undersigned.petitions.erase_on is
  'The day by which all that signers typed is erased';
comment on column undersigned.petitions.time_zone is
  'Where its days begin and end in the other views';
comment on column undersigned.petitions.paper is 'Signatures on paper, beside the confirmed ones';
