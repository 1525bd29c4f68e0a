/* lane_put: everybody's item is settled once, by whoever is there, and nobody waits for it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lane_work.h"

#include <pthread.h>
#include <stdlib.h>

/* What is put: freed when it is settled, as a request is then gone. */
struct parcel {
	struct item item; /* the first: what the work sees */
	struct lane_place place;
	atomic_uint *settled, *wrong;
};

static void settle(void *item, enum lane_outcome outcome)
{
	struct parcel *parcel = item;
	bool bad = parcel->item.poison;

	if (outcome != (bad ? LANE_REFUSED : LANE_DONE) || parcel->item.done != (bad ? 0 : 1))
		atomic_fetch_add(parcel->wrong, 1);
	atomic_fetch_add(parcel->settled, 1);
	free(parcel);
}

struct putter {
	struct lane *lane;
	atomic_uint settled, wrong;
	unsigned times;
	pthread_t thread;
};

/* Every third is refused. */
static void *put_all(void *handle)
{
	struct putter *putter = handle;

	for (unsigned i = 0; i < putter->times; i++) {
		struct parcel *parcel = calloc(1, sizeof(*parcel));

		parcel->item.poison = i % 3 == 2;
		parcel->settled = &putter->settled;
		parcel->wrong = &putter->wrong;
		parcel->place = (struct lane_place){.item = parcel, .settled = settle};
		lane_put(putter->lane, &parcel->place);
	}
	return NULL;
}

static void settles_one_alone(void)
{
	struct work work = {0};
	struct putter putter = {.lane = new_lane(&work, 200), .times = 1};

	put_all(&putter);
	assert_int_equal(putter.settled, 1);
	assert_int_equal(putter.wrong, 0);
}

/* The thread that leads does what others have left there, since none of them comes back. */
static void puts_without_waiting(void)
{
	struct work work = {0};
	struct lane *lane = new_lane(&work, 4);
	struct putter leader = {.lane = lane, .times = 1}, others = {.lane = lane, .times = 10};

	atomic_store(&work.held, true);
	assert_int_equal(pthread_create(&leader.thread, NULL, put_all, &leader), 0);
	while (atomic_load(&work.inside) == 0)
		usleep(1000);
	put_all(&others);
	assert_int_equal(others.settled, 0);
	atomic_store(&work.held, false);
	pthread_join(leader.thread, NULL);
	assert_int_equal(leader.settled, 1);
	assert_int_equal(others.settled, 10);
	assert_int_equal(leader.wrong + others.wrong, 0);
	assert_int_equal(work.largest, 4);
	assert_false(work.overlapped);
}

static void settles_for_a_crowd(void)
{
	struct putter putters[THREADS];
	struct work work = {0};
	struct lane *lane = new_lane(&work, 5);

	for (size_t i = 0; i < THREADS; i++) {
		putters[i] = (struct putter){.lane = lane, .times = TIMES};
		assert_int_equal(pthread_create(&putters[i].thread, NULL, put_all, &putters[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(putters[i].thread, NULL);
		assert_int_equal(putters[i].wrong, 0);
	}
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(putters[i].settled, TIMES);
	assert_false(work.overlapped);
	assert_in_range(work.largest, 1, 5);
	assert_int_equal(work.resets, work.calls);
}

int main(void)
{
	check("settles one alone", settles_one_alone);
	check("puts without waiting", puts_without_waiting);
	check("settles for a crowd", settles_for_a_crowd);
	return check_run();
}
