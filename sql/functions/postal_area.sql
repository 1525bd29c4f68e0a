-- The area of a postal code: large enough that it is nobody's address.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the views of organizers. The area of an area is itself, so that what is kept of a
-- postal code may be its area. It has no settings of its own, so that the planner can write its body
-- in its place.
-- Returns the first three digits of the United States and some more, the outward code of the United
-- Kingdom, the first three characters where letters and digits mix, else the first two; an empty
-- text where there is no postal code.

create or replace function undersigned.postal_area(country text, postal_code text)
returns text
language sql immutable
as $$
  select coalesce(
    case
      when country = 'GB' then
        case
          when length(translate(postal_code, ' -.', '')) > 4
          then left(upper(translate(postal_code, ' -.', '')), -3)
          else upper(translate(postal_code, ' -.', ''))
        end
      when country in ('CA', 'IE', 'MT', 'BM', 'GG', 'JE', 'IM', 'GI')
      then left(upper(translate(postal_code, ' -.', '')), 3)
      when country in ('US', 'PR', 'MX', 'BR', 'JP', 'IN', 'CN', 'KR', 'TW', 'RU')
      then left(ltrim(translate(upper(postal_code), ' -.', ''), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), 3)
      else left(ltrim(translate(upper(postal_code), ' -.', ''), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), 2)
    end,
    ''
  );
$$;

revoke execute on function undersigned.postal_area(text, text) from public;
comment on function undersigned.postal_area(text, text) is
  'The area of a postal code: large enough that it is nobody''s address';
