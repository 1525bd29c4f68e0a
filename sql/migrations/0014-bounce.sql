-- What comes back of the mails; without harm when it is there already.
-- SPDX-License-Identifier: AGPL-3.0-or-later

do $$
begin
  if to_regtype('undersigned.bounce_kind') is null then
    -- In the order of what they weigh.
    create type undersigned.bounce_kind as enum ('delayed', 'failed', 'refused', 'complained');
  end if;
end
$$;

comment on type undersigned.bounce_kind is 'What a report says became of a mail';

create table if not exists undersigned.bounce (
  petition_id bigint not null,
  mail_id bigint not null,
  kind undersigned.bounce_kind not null,
  status text not null,
  reported_at timestamptz not null default now(),
  primary key (petition_id, mail_id)
);

comment on table undersigned.bounce is
  'What was reported of mails that the relay had taken; a mail has at most one row';
comment on column undersigned.bounce.petition_id is 'The petition';
comment on column undersigned.bounce.mail_id is 'The mail, in the outbox';
comment on column undersigned.bounce.kind is
  'The worst that was reported; delayed: still tried, failed: given up for a reason that passes, '
  'refused: for one that does not, complained: called spam by who got it';
comment on column undersigned.bounce.status is
  'Why, as RFC 3463 counts it: 5.1.1 is an address that is not there; empty where nobody said';
comment on column undersigned.bounce.reported_at is 'When that was reported';

alter type undersigned.suppression_reason add value if not exists 'bounced';
alter type undersigned.suppression_reason add value if not exists 'complained';

comment on column undersigned.suppression.reason is
  'disowned: its owner said that the signature is not theirs, refused: the relay said so, '
  'bounced: a mail server said so later, or too many mails failed, complained: its owner called a '
  'mail spam';
