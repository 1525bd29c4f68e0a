/* courier: drains the outbox through the relay; threads in sign, or the mail command. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_COURIER_H
#define UNDERSIGNED_COURIER_H

#include "db.h"
#include "site.h"

/*
 * Any number of couriers, in any number of processes, may work at once: each mail is claimed with a
 * lease that is committed before the relay is called, and settled within 25 ms of its answer
 * (settler.h). A mail that nobody settled is due again when its lease ends, so nothing is lost; what
 * the relay took just before a crash may come twice, at most four mails of each thread, with the same
 * Message-ID and link. Nobody who signs ever waits for this.
 */
struct courier;

/* Once in a process, before it starts a thread. */
struct courier *courier_new(struct arena *arena, const struct site *site, struct db *db);

/* Starts that many threads, each with a connection: RFC 5321 takes one mail at a time on it. False,
 * with a line in the log, when not one can be had. */
bool courier_start(struct courier *courier, unsigned threads);

/* There is new mail: do not wait for the next look into the outbox. Cheap, never blocks long. */
void courier_wake(struct courier *courier);

/* From now on no mail is begun; those in flight are finished. Does not wait for them. */
void courier_end(struct courier *courier);

/* Ends it, gives back what was claimed, waits for the threads. False when a mail took longer than
 * timeout seconds: its thread still runs, so the process has to exit at once. */
must_check bool courier_stop(struct courier *courier, unsigned timeout);

/*
 * Sends all that can go now, in this thread and in others, so many in all, and returns when they
 * have ended. False when the database or the relay was away, so that mail which is due is still
 * owed.
 */
must_check bool courier_once(struct courier *courier, unsigned threads);

#endif
