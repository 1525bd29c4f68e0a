-- The mails besides those that ask for a confirmation or hold a lost link.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- The programs of the release before go on working: what is new in functions comes last.

alter type undersigned.outbox_kind add value if not exists 'reminder';
alter type undersigned.outbox_kind add value if not exists 'thanks';
alter type undersigned.outbox_kind add value if not exists 'repeated';
alter type undersigned.outbox_kind add value if not exists 'consent';
alter type undersigned.outbox_kind add value if not exists 'withdrawal';

alter table undersigned.outbox add column if not exists kept_address text;

comment on column undersigned.outbox.kept_address is
  'Whom it goes to, where the signature has no address any more: the receipt of a withdrawal; gone '
  'once it is settled';

create table if not exists undersigned.reminder (
  petition_id bigint primary key,
  upto bigint not null default 0,
  wait interval not null
);

comment on table undersigned.reminder is
  'How far a petition has come in reminding signers who have not confirmed';
comment on column undersigned.reminder.petition_id is 'The petition';
comment on column undersigned.reminder.upto is
  'The id of the last signature that was looked at: each is looked at once';
comment on column undersigned.reminder.wait is
  'How long after its mail a signature is reminded of, as the couriers were last told';

-- The mail to somebody who signs again is not the one reminder any more.
drop function if exists undersigned.signature_remind(bigint, bytea, int);

-- Made anew with more parameters or columns.
drop function if exists undersigned.outbox_add(bigint, bigint, text);
drop function if exists undersigned.outbox_claim(int, int, int, int);
drop function if exists undersigned.outbox_wanted(
  undersigned.outbox_kind, undersigned.signature
);
drop function if exists undersigned.signature_confirm(bigint[], bigint[], bigint[]);
