/* settler: tells the database what became of the mails, those of one moment together. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SETTLER_H
#define UNDERSIGNED_SETTLER_H

#include "db.h"
#include "outbox.h"

#include <pthread.h>
#include <stdatomic.h>

/*
 * A thread that the couriers of a process share. A courier leaves a slip of each mail with it and
 * goes on with the next one; the slips of 25 ms share a call and a commit, which otherwise each
 * mail pays for. A mail that the relay took and the database was not told of comes twice if the
 * process is killed: therefore no slip waits for longer, and none at all as soon as somebody waits
 * for it.
 */
struct settler;

/* Of one courier; all of it is the settler's. */
struct tab {
	unsigned open; /* slips that are not told */
	unsigned most; /* of them, for who waits */
	bool waits;
	bool lost; /* one that could not be told */
};

/* What became of one mail; memory of whoever puts it, the settler's until it is told. */
struct slip {
	struct settling settling;
	struct tab *tab;
	double ends; /* the lease, by clock_seconds: until then a database that is away is told again */
	struct slip *next; /* the settler's */
};

/* Once *stopping, a database that is away is told once, and not again. */
struct settler *settler_new(struct arena *arena, struct db *db, const atomic_bool *stopping);

/* False, with a line in the log, when there is no thread to be had. */
must_check bool settler_start(struct settler *settler);

/* After the last wait, or without a start. False when its thread still runs at that time of the day;
 * NULL: however long it takes. */
must_check bool settler_end(struct settler *settler, const struct timespec *until);

/* Never waits. */
void settler_put(struct settler *settler, struct slip *slip);

/* Waits until at most so many slips of the tab are open. False when one could not be told: the
 * database was away, or refused it. Who goes on then sends what nobody notes. */
must_check bool settler_wait(struct settler *settler, struct tab *tab, unsigned most);

#endif
