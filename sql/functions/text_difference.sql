-- The lines in which two texts differ, and those that they share.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by petition_difference. As few lines as possible are taken away and added; of texts that
-- share too little for that to be found in a moment, all between their first and last common lines.
-- Returns one row per line, in order: - it goes, + it comes, or a space: it stays.

create or replace function undersigned.text_difference(before text, after text)
returns table (mark text, line text)
language plpgsql immutable
set search_path = undersigned, pg_temp
as $$
declare
  a constant text[] := string_to_array(coalesce(before, ''), E'\n');
  b constant text[] := string_to_array(coalesce(after, ''), E'\n');
  n int := cardinality(a);
  m int := cardinality(b);
  head int := 0;
  tail int := 0;
  width int;
  -- How many lines the rests behind i and j share, at i * width + j + 1.
  shared int[];
  i int;
  j int;
begin
  while head < least(n, m) and a[head + 1] = b[head + 1] loop
    head := head + 1;
    return query values (' ', a[head]);
  end loop;
  while tail < least(n, m) - head and a[n - tail] = b[m - tail] loop
    tail := tail + 1;
  end loop;
  n := n - tail;
  m := m - tail;
  width := m - head + 1;

  if (n - head)::bigint * (m - head) <= 250000 then
    shared := array_fill(0, array[(n - head + 1) * width]);
    for i in reverse n - head - 1 .. 0 loop
      for j in reverse m - head - 1 .. 0 loop
        shared[i * width + j + 1] := case
          when a[head + i + 1] = b[head + j + 1] then shared[(i + 1) * width + j + 2] + 1
          else greatest(shared[(i + 1) * width + j + 1], shared[i * width + j + 2])
        end;
      end loop;
    end loop;
  end if;

  i := 0;
  j := 0;
  while i < n - head or j < m - head loop
    if shared is not null and i < n - head and j < m - head
      and a[head + i + 1] = b[head + j + 1]
    then
      return query values (' ', a[head + i + 1]);
      i := i + 1;
      j := j + 1;
    elsif i < n - head and (
      j = m - head or shared is null
      or shared[(i + 1) * width + j + 1] >= shared[i * width + j + 2]
    ) then
      return query values ('-', a[head + i + 1]);
      i := i + 1;
    else
      return query values ('+', b[head + j + 1]);
      j := j + 1;
    end if;
  end loop;

  return query select ' ', rest from unnest(a[n + 1:]) with ordinality as over (rest, place)
  order by place;
end
$$;

revoke execute on function undersigned.text_difference(text, text) from public;
comment on function undersigned.text_difference(text, text) is
  'The lines in which two texts differ, and those that they share';
