-- Takes mails that are due, for one courier to hand to the relay.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- Called by the courier role. Couriers never wait for each other, unless there is a limit, nor get
-- the same mail while its lease lasts; if the courier dies, the mail is due again when the lease
-- has ended. A class of mails goes before the next one. In a class every petition has its turn
-- with as many mails as the others, its oldest first; if they are too many, chance decides.
--
-- While the relay is away nobody gets a mail, but one courier one mail, when it is time to try.
-- With limits, mails count as handed over when they are claimed; outbox_settle takes back what was
-- not. What a courier had that died may have been handed over, and stays counted.
--
-- Mails that nobody wants any more are dropped on the way. A mail that couriers were lost with 40
-- times is dead: it may be what kills them. What goes to an address that was sent mails_day mails
-- in the last day waits another hour; 0 is no limit. When nothing was left to be claimed, the next mails of
-- announcements are owed, for the next claim.
-- Returns one row per mail, at most `most`, and ten of each class that nobody waits for; fewer, even
-- none, does not mean that no more are due.
-- attempt is to be given back to outbox_settle. consents: consent_names, of the mails that tell them.

create or replace function undersigned.outbox_claim(
  most int, lease_seconds int, hour_limit int default 0, day_limit int default 0,
  mails_day int default 0
)
returns table (
  petition_id bigint, id bigint, attempt int, kind text, address text, signature_id bigint,
  nonce bigint, slug text, language text, title text, target text,
  announcement_id int, subject text, body text, words_language text,
  consents text
)
language plpgsql security definer
set search_path = undersigned, pg_temp
-- One plan for outboxes of any size: mails are found in the order of outbox_turn, and all else by
-- primary key. The last one may have been made while all was empty.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
set enable_incremental_sort = off
set jit = off
as $$
#variable_conflict use_column
declare
  known relay;
  left_over int := most;
  room int;
  petitions bigint[];
  chosen bigint;
  going bigint[];
  share int;
  found_here int;
  taken tid[];
  taken_for bytea[];
  due record;
  mail outbox;
  owner signature;
  claimed int := 0;
  became outbox_state;
begin
  select * into known from relay;
  if known.away_since is not null then
    select * into known from relay where probe_at <= now() for update skip locked;
    left_over := case when found then least(most, 1) else 0 end;
  end if;
  if left_over > 0 and (hour_limit > 0 or day_limit > 0) then
    perform from relay for update;
  end if;

  <<classes>>
  for class in 0..2 loop
    -- Behind what nobody waits for there may soon be a confirmation.
    select least(left_over, case when class > 0 then 10 end, hour - claimed, day - claimed)
    into room
    from outbox_room(class::smallint, hour_limit, day_limit);
    continue when room <= 0;

    petitions := array(
      select petition_id
      from outbox_heads(
        class::smallint,
        floor(random() * coalesce((select max(petition.id) from petition), 0))::bigint,
        greatest(room, 100),
        now()
      )
      order by random()
      limit room
    );
    while room > 0 and petitions <> '{}' loop
      share := ceil(room::numeric / cardinality(petitions));
      going := '{}';
      foreach chosen in array petitions loop
        found_here := 0;
        taken := '{}';
        taken_for := '{}';
        for due in
          select
            outbox as mail,
            outbox.ctid as place,
            signature as owner,
            exists (
              select from suppression where suppression.address_key = signature.address_key
            ) as suppressed,
            -- Hardly anybody was ever owed as many as one may be sent in a day.
            mails_day > 0 and mails_day <= (
              select sum((
                select count(*)
                from outbox
                where outbox.petition_id = other.petition_id
                  and outbox.id between other.id * 1000 and other.id * 1000 + 999
              ))
              from signature as other
              where other.address_key = signature.address_key
            ) as many,
            petition.slug,
            coalesce(signature.language, revision.language) as language,
            revision.title,
            revision.target
          from outbox
          join petition on petition.id = outbox.petition_id
          -- With a limit they are looked up for each mail, and no plan can read them all instead.
          left join lateral (
            select *
            from signature
            where signature.petition_id = outbox.petition_id and signature.id = outbox.signature_id
            limit 1
          ) as signature on true
          left join lateral (
            select language, title, target
            from revision
            where revision.petition_id = outbox.petition_id and number = signature.revision
            limit 1
          ) as revision on true
          where outbox.state = 'owed'
            and outbox.class = classes.class
            and outbox.petition_id = chosen
            and outbox.due_at <= now()
          order by outbox.class, outbox.petition_id, outbox.due_at
          limit least(share, room)
          for update of outbox skip locked
        loop
          mail := due.mail;
          owner := due.owner;
          found_here := found_here + 1;
          -- Whoever had it never said what became of it.
          if mail.attempts > 0 and mail.settled_at is null then
            mail.failures := mail.failures + 1;
          end if;

          became := case
            when not outbox_wanted(mail, owner) then 'dropped'
            when not announcement_wanted(mail.petition_id, mail.announcement_id, owner.id)
              then 'dropped'
            when due.suppressed then 'dropped'
            when mail.failures >= 40 then 'dead'
            else 'owed'
          end;

          if became = 'owed' and due.many
            and address_sent(owner.address_key)
              + cardinality(array_positions(taken_for, owner.address_key)) >= mails_day
          then
            -- That it was lost is counted when it is claimed.
            update outbox set due_at = now() + interval '1 hour'
            where outbox.petition_id = mail.petition_id and outbox.id = mail.id;
            continue;
          end if;

          if became <> 'owed' then
            update outbox set
              state = became,
              attempts = mail.attempts + 1,
              failures = mail.failures,
              claimed_at = now(),
              settled_at = now(),
              kept_address = null,
              dead_for = case when became = 'dead' then 'lost' end
            where outbox.petition_id = mail.petition_id and outbox.id = mail.id;
          end if;
          if became = 'dropped' then
            perform stale_add(mail.petition_id, mail.id / 1000);
          end if;
          if became = 'owed' then
            taken := taken || due.place;
            taken_for := taken_for || owner.address_key;
            claimed := claimed + 1;
            petition_id := mail.petition_id;
            id := mail.id;
            attempt := mail.attempts + 1;
            kind := mail.kind;
            address := coalesce(mail.kept_address, owner.address);
            signature_id := owner.id;
            nonce := owner.nonce;
            slug := due.slug;
            language := due.language;
            title := due.title;
            target := due.target;
            announcement_id := mail.announcement_id;
            subject := null;
            body := null;
            words_language := null;
            if announcement_id is not null then
              select words.subject, words.body, words.words_language
              into subject, body, words_language
              from announcement_words(mail.petition_id, mail.announcement_id, language) as words;
            end if;
            consents := case when kind in ('thanks', 'consent') then consent_names(owner) end;
            return next;
          end if;
        end loop;

        -- Together: one at a time takes twice as long. By their places, which stay as they are
        -- locked, so that no plan can read others; the petition is no index's that way.
        update outbox set
          attempts = attempts + 1,
          failures = failures + (attempts > 0 and settled_at is null)::int,
          claimed_at = now(),
          settled_at = null,
          due_at = now() + make_interval(secs => lease_seconds)
        where outbox.ctid = any (taken) and outbox.petition_id + 0 = chosen;

        room := room - found_here;
        left_over := left_over - found_here;
        if found_here = share then
          going := going || chosen;
        end if;
      end loop;
      petitions := going;
    end loop;
  end loop;

  if claimed > 0 and (hour_limit > 0 or day_limit > 0) then
    insert into handover (minute, mails) values (date_trunc('minute', now()), claimed)
    on conflict (minute) do update set mails = handover.mails + excluded.mails;
    delete from handover where minute < now() - interval '2 days';
  end if;
  if claimed > 0 and known.away_since is not null then
    -- Should this courier be lost, another one tries the relay soon.
    update relay set probe_at = now() + make_interval(secs => least(lease_seconds, 60));
  end if;
  if claimed = 0 then
    perform announcement_owe();
  end if;
end
$$;

revoke execute on function undersigned.outbox_claim(int, int, int, int, int) from public;
comment on function undersigned.outbox_claim(int, int, int, int, int) is
  'Takes mails that are due, for one courier to hand to the relay';
