/* lane: many requests, one statement, one commit. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_LANE_H
#define UNDERSIGNED_LANE_H

#include "arena.h"

#include <stdbool.h>

/*
 * Group commit at the door: threads put what they have on the lane. The thread that finds nobody at
 * work takes all that is waiting, its own among it, does it with one call, and tells everyone their
 * outcome while the next batch, of what has come meanwhile, is done. Nobody waits for a
 * batch to fill: batches form while the one before is being committed. A single thread does a batch
 * of one, without any switch of threads. (The shape is that of group commit: DeWitt and others,
 * "Implementation techniques for main memory database systems", SIGMOD 1984.)
 */
struct lane;

enum lane_outcome {
	LANE_DONE,   /* each item holds what became of it */
	LANE_AWAY,   /* nothing is known to have happened */
	LANE_REFUSED /* something in the batch made the whole fail; nothing happened */
};

/*
 * How a batch is done, in two halves, so that the outcomes of the one before are told while the
 * database works on it: ask sends it, take waits for what became of it. Called in turns, and by one
 * thread at a time; with both the same scratch, the batch's own, which is reset after take.
 */
struct lane_work {
	bool (*ask)(void *context, struct arena *scratch, void *const *items, size_t count);
	/* Not after ask was false: that is LANE_AWAY. */
	enum lane_outcome (*take)(void *context, struct arena *scratch, void *const *items,
				  size_t count);
};

/* limit: at most so many items in a batch. */
struct lane *lane_new(struct arena *arena, const struct lane_work *work, void *context,
		      size_t limit);

/*
 * A lane takes its items by lane_do or by lane_put, not by both.
 *
 * When a batch is refused, each of its items is tried alone: one bad item never fails its
 * neighbours. LANE_REFUSED then means that the item itself was refused.
 */

/* Does the item, alone or with others, and returns when that is settled. */
must_check enum lane_outcome lane_do(struct lane *lane, void *item);

/*
 * The same without waiting: no thread sleeps until it is woken, which costs more than all the rest.
 * settled is called once, by whichever thread did the batch, and perhaps before lane_put returns; it
 * must not wait for anything. The place is the caller's memory, and the lane's until then.
 */
struct lane_place {
	void *item;
	void (*settled)(void *item, enum lane_outcome outcome);
	enum lane_outcome outcome; /* from here on the lane's own */
	struct lane_place *next;
};
void lane_put(struct lane *lane, struct lane_place *place);

#endif
