/* lane_work: what the tests of the lane have done by it: items that say what is to become of them. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_LANE_WORK_H
#define UNDERSIGNED_LANE_WORK_H

#include "lane.h"
#include "check.h"

#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define THREADS 16
#define TIMES 400

struct item {
	bool poison; /* a batch with it is refused */
	bool away;   /* a batch with it finds the database away */
	unsigned done;
};

/* What the lane's work sees; it runs in one thread at a time. */
struct work {
	atomic_uint inside;
	atomic_bool held; /* the first batch waits until all have come */
	unsigned calls, items, largest, resets;
	size_t asked;
	bool unreached; /* nothing can be asked */
	bool overlapped;
};

static void note_reset(void *handle)
{
	unsigned *resets = handle;

	(*resets)++;
}

/* From here until take has returned it is at work. */
static bool ask(void *context, struct arena *scratch, void *const *items, size_t count)
{
	struct work *work = context;

	(void)items;
	if (atomic_fetch_add(&work->inside, 1) != 0)
		work->overlapped = true;
	memset(arena_get(scratch, 1000), 0xff, 1000);
	arena_defer(scratch, note_reset, &work->resets);
	work->calls++;
	work->asked = count;
	if (work->unreached)
		atomic_fetch_sub(&work->inside, 1);
	return !work->unreached;
}

static enum lane_outcome take(void *context, struct arena *scratch, void *const *items,
			      size_t count)
{
	struct work *work = context;
	enum lane_outcome outcome = LANE_DONE;

	while (atomic_load(&work->held))
		usleep(1000);
	memset(arena_get(scratch, 1000), 0xff, 1000);
	assert_int_equal(count, work->asked);
	work->items += (unsigned)count;
	if (count > work->largest)
		work->largest = (unsigned)count;
	for (size_t i = 0; i < count; i++) {
		const struct item *item = items[i];

		if (item->poison)
			outcome = LANE_REFUSED;
		else if (item->away && outcome == LANE_DONE)
			outcome = LANE_AWAY;
	}
	for (size_t i = 0; outcome == LANE_DONE && i < count; i++)
		((struct item *)items[i])->done++;
	atomic_fetch_sub(&work->inside, 1);
	return outcome;
}

static struct lane *new_lane(struct work *work, size_t limit)
{
	static const struct lane_work halves = {ask, take};

	return lane_new(arena, &halves, work, limit);
}

#endif
