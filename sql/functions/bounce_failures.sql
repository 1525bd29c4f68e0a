-- How many mails to an address have failed in the last 30 days, of all petitions.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by bounce_add.
-- Returns the number.

create or replace function undersigned.bounce_failures(address_key bytea)
returns bigint
language plpgsql stable
set search_path = undersigned, pg_temp
as $$
#variable_conflict use_column
begin
  -- One signature after the other, as in address_mails.
  return (
    select coalesce(sum((
      select count(*)
      from bounce
      where bounce.petition_id = signature.petition_id
        and bounce.mail_id between signature.id * 1000 and signature.id * 1000 + 999
        and bounce.kind >= 'failed'
        and bounce.reported_at > now() - interval '30 days'
    )), 0)
    from signature
    where signature.address_key = bounce_failures.address_key
  );
end
$$;

revoke execute on function undersigned.bounce_failures(bytea) from public;
comment on function undersigned.bounce_failures(bytea) is
  'How many mails to an address have failed in the last 30 days, of all petitions';
