-- Takes a file of signatures on paper: each person once, and nobody who has signed here as well.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned paper`. The arrays hold one element per line of the file that can be taken.
-- namesakes: the same name and place again is another person. keep false: nothing is stored, all is
-- judged.
-- Returns one row per line in the order given, or a single one of place 0 and outcome `again` where
-- the file was taken before; none if there is no such petition:
--   counted   is taken
--   online    the address has signed here, and counts there
--   address   the address is on paper already
--   namesake  the same name and place is on paper already
-- sheet is the number of the file; where it is in the way, sheet and line tell which one is.

create or replace function undersigned.paper_add(
  slug text, name text, digest text, line int[], person_key bytea[], address_key bytea[],
  given_name text[], family_name text[], postal_code text[], country text[], signed_on date[],
  show_name boolean[], namesakes boolean, keep boolean
)
returns table (place int, outcome text, sheet int, before_line int)
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
<<taking>>
declare
  target bigint;
  number int;
  places int[];
  outcomes text[];
  sheets int[];
  lines int[];
begin
  -- One file at a time. Nobody who signs waits for this lock.
  select petition.id into target from petition where petition.slug = paper_add.slug for update;
  if not found then
    return;
  end if;

  select 0, 'again', paper_sheet.number into place, outcome, sheet
  from paper_sheet
  where paper_sheet.petition_id = target and paper_sheet.digest = paper_add.digest;
  if found then
    return next;
    return;
  end if;

  select coalesce(max(paper_sheet.number), 0) + 1 into taking.number
  from paper_sheet
  where petition_id = target;

  with given as (
    select
      place, line, person_key, address_key,
      min(line) over (partition by address_key) as address_line,
      min(line) over (partition by person_key) as person_line
    from unnest(paper_add.line, paper_add.person_key, paper_add.address_key) with ordinality
      as given (line, person_key, address_key, place)
  ),
  judged as (
    select
      given.place,
      case
        when online.found then 'online'
        when by_address.line is not null then 'address'
        when by_person.line is not null and not namesakes then 'namesake'
        else 'counted'
      end as outcome,
      case when by_address.line is not null then by_address.sheet else by_person.sheet end as sheet,
      case when by_address.line is not null then by_address.line else by_person.line end as line
    from given
    left join lateral (
      select true as found
      from signature
      where signature.address_key = given.address_key
        and signature.petition_id = target
        and signature.state = 'confirmed'
    ) as online on true
    left join lateral (
      select paper.sheet, paper.line
      from paper
      where paper.petition_id = target
        and paper.address_key = given.address_key
        and paper.state <> 'removed'
      union all
      select taking.number, address_line
      where given.address_key is not null and address_line < given.line
      limit 1
    ) as by_address on true
    left join lateral (
      select paper.sheet, paper.line
      from paper
      where paper.petition_id = target
        and paper.person_key = given.person_key
        and paper.state <> 'removed'
      union all
      select taking.number, person_line where person_line < given.line
      limit 1
    ) as by_person on true
  )
  select
    array_agg(place order by place), array_agg(outcome order by place),
    array_agg(sheet order by place), array_agg(line order by place)
  into places, outcomes, sheets, lines
  from judged;

  if keep and 'counted' = any (outcomes) then
    insert into paper_sheet (petition_id, number, digest, name, by_role)
    values (target, taking.number, paper_add.digest, paper_add.name, reader_name());

    insert into paper (
      petition_id, sheet, line, person_key, address_key, given_name, family_name, postal_code,
      country, signed_on, show_name
    )
    select
      target, taking.number, given.line, given.person_key, given.address_key, given.given_name,
      given.family_name, given.postal_code, given.country, given.signed_on, given.show_name
    from unnest(
      paper_add.line, paper_add.person_key, paper_add.address_key, paper_add.given_name,
      paper_add.family_name, paper_add.postal_code, paper_add.country, paper_add.signed_on,
      paper_add.show_name, outcomes
    ) as given (
      line, person_key, address_key, given_name, family_name, postal_code, country, signed_on,
      show_name, outcome
    )
    where given.outcome = 'counted';

    perform petition_change_add(target, 'paper', format('sheet %s taken', taking.number));
    perform paper_settle(target);
  end if;

  return query
  select
    given.place, given.outcome,
    case when given.outcome = 'counted' then taking.number else given.sheet end,
    case when given.outcome <> 'counted' then given.line end
  from unnest(places, outcomes, sheets, lines) as given (place, outcome, sheet, line);
end
$$;

revoke execute on function undersigned.paper_add(
  text, text, text, int[], bytea[], bytea[], text[], text[], text[], text[], date[], boolean[],
  boolean, boolean
) from public;
comment on function undersigned.paper_add(
  text, text, text, int[], bytea[], bytea[], text[], text[], text[], text[], date[], boolean[],
  boolean, boolean
) is 'Takes a file of signatures on paper: each person once, and nobody who has signed here as well';
