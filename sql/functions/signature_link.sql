-- Owes a signer who lost the mail the links to the newest signatures.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the web role with the address that somebody typed, who may be anybody. At most three
-- signatures are mailed about, none again within 15 minutes nor more than five times in a day, and
-- none whose address is not to be written to. A signature that somebody else is changing is passed
-- over. An address that is not there costs a write as well, so that the time of the answer tells
-- no more than its words.
-- Returns nothing.

create or replace function undersigned.signature_link(address_key bytea)
returns void
language plpgsql security definer
set search_path = undersigned, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  own signature;
  nobody bigint := -(10 * extract(epoch from now()) * 1000000 + pg_backend_pid() % 10)::bigint;
begin
  for own in
    select signature.*
    from signature
    where signature.address_key = signature_link.address_key
      and address is not null
      and not exists (
        select from suppression where suppression.address_key = signature_link.address_key
      )
    order by signed_at desc
    limit 3
    for update skip locked
  loop
    if (
      select coalesce(
        max(owed_at) filter (where kind = 'link' or state = 'owed') < now() - interval '15 minutes'
        and count(*) filter (where kind = 'link' and owed_at > now() - interval '1 day') < 5, true
      )
      from outbox
      where outbox.petition_id = own.petition_id
        and outbox.id between own.id * 1000 and own.id * 1000 + 999
    ) then
      perform outbox_add(own.petition_id, own.id, 'link');
      nobody := null;
    end if;
  end loop;

  if nobody is not null then
    insert into outbox (petition_id, id, signature_id, kind, state)
    values (0, nobody, 0, 'link', 'dropped');
    delete from outbox where outbox.petition_id = 0 and outbox.id = nobody;
  end if;
end
$$;

revoke execute on function undersigned.signature_link(bytea) from public;
comment on function undersigned.signature_link(bytea) is
  'Owes a signer who lost the mail the links to the newest signatures';
