-- Finishes a delivery: what is on its roll is not delivered again.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by `undersigned deliver` once its files are written, with the number of signatures on its
-- roll and the checksum of its roll.csv. Twice is the same as once.
-- Returns done; or changed, and nothing is finished, when another run has made the roll anew.

create or replace function undersigned.delivery_end(
  petition_id bigint, number int, signatures int, checksum text
)
returns text
language plpgsql
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  update delivery set
    finished_at = coalesce(finished_at, now()),
    signatures = delivery_end.signatures,
    checksum = delivery_end.checksum
  where delivery.petition_id = delivery_end.petition_id
    and delivery.number = delivery_end.number
    and (finished_at is null or delivery.checksum = delivery_end.checksum)
    and delivery_end.signatures = (
      select coalesce(sum(cardinality(ids)), 0)
      from delivered
      where delivered.petition_id = delivery_end.petition_id
        and delivered.number = delivery_end.number
    );
  return case when found then 'done' else 'changed' end;
end
$$;

revoke execute on function undersigned.delivery_end(bigint, int, int, text) from public;
comment on function undersigned.delivery_end(bigint, int, int, text) is
  'Finishes a delivery: what is on its roll is not delivered again';
