/* lane: everybody's item is done once, alone or with others, whatever becomes of its neighbours. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lane.h"
#include "check.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
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
	bool overlapped;
};

static void note_reset(void *handle)
{
	unsigned *resets = handle;

	(*resets)++;
}

static enum lane_outcome do_batch(void *context, struct arena *scratch, void *const *items,
				  size_t count)
{
	struct work *work = context;
	enum lane_outcome outcome = LANE_DONE;

	if (atomic_fetch_add(&work->inside, 1) != 0)
		work->overlapped = true;
	while (atomic_load(&work->held))
		usleep(1000);
	memset(arena_get(scratch, 1000), 0xff, 1000);
	arena_defer(scratch, note_reset, &work->resets);
	work->calls++;
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

static void does_one_alone(void)
{
	struct work work = {0};
	struct lane *lane = lane_new(arena, do_batch, &work, 200);
	struct item item = {0};

	assert_int_equal(lane_do(lane, &item), LANE_DONE);
	assert_int_equal(item.done, 1);
	assert_int_equal(work.calls, 1);
	assert_int_equal(work.resets, 1);
}

static void refuses_one_alone_once(void)
{
	struct work work = {0};
	struct lane *lane = lane_new(arena, do_batch, &work, 200);
	struct item item = {.poison = true};

	assert_int_equal(lane_do(lane, &item), LANE_REFUSED);
	assert_int_equal(work.calls, 1);
}

static void is_away_alone(void)
{
	struct work work = {0};
	struct lane *lane = lane_new(arena, do_batch, &work, 200);
	struct item item = {.away = true};

	assert_int_equal(lane_do(lane, &item), LANE_AWAY);
	assert_int_equal(work.calls, 1);
}

/* A thread that does one item. */
struct visitor {
	struct lane *lane;
	struct work *work;
	struct item item;
	enum lane_outcome outcome;
	pthread_t thread;
	atomic_int id; /* what the kernel calls the thread; 0 until it runs */
};

static void *visit(void *handle)
{
	struct visitor *visitor = handle;

	atomic_store(&visitor->id, gettid());
	visitor->outcome = lane_do(visitor->lane, &visitor->item);
	return NULL;
}

/* Whether the thread waits for something; proc_pid_stat(5). */
static bool asleep(const struct visitor *visitor)
{
	char path[64], state = '?';
	FILE *file;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", atomic_load(&visitor->id));
	file = fopen(path, "r");
	if (file == NULL)
		return false;
	if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
		state = '?';
	fclose(file);
	return state == 'S';
}

/* Until it has slept for a while: it waits in the lane, not for a moment on its way there. */
static void wait_asleep(const struct visitor *visitor)
{
	for (int seen = 0; seen < 20; usleep(1000))
		seen = asleep(visitor) ? seen + 1 : 0;
}

/* The first batch goes on when all the others have come, so that they meet in the next. */
static void visit_together(struct visitor *visitors, size_t count, struct work *work, size_t limit)
{
	struct lane *lane = lane_new(arena, do_batch, work, limit);

	atomic_store(&work->held, true);
	for (size_t i = 0; i < count; i++) {
		visitors[i].lane = lane;
		visitors[i].work = work;
		assert_int_equal(pthread_create(&visitors[i].thread, NULL, visit, &visitors[i]), 0);
		while (i == 0 && atomic_load(&work->inside) == 0)
			usleep(1000);
	}
	for (size_t i = 1; i < count; i++)
		wait_asleep(&visitors[i]);
	atomic_store(&work->held, false);
	for (size_t i = 0; i < count; i++)
		pthread_join(visitors[i].thread, NULL);
	assert_false(work->overlapped);
}

static void meets_in_a_batch(void)
{
	struct visitor visitors[THREADS] = {0};
	struct work work = {0};

	visit_together(visitors, THREADS, &work, 200);
	for (size_t i = 0; i < THREADS; i++) {
		assert_int_equal(visitors[i].outcome, LANE_DONE);
		assert_int_equal(visitors[i].item.done, 1);
	}
	assert_int_equal(work.items, THREADS);
	assert_in_range(work.calls, 2, THREADS / 2);
	assert_true(work.largest > 1);
	assert_int_equal(work.resets, work.calls);
}

static void keeps_to_the_limit(void)
{
	struct visitor visitors[THREADS] = {0};
	struct work work = {0};

	visit_together(visitors, THREADS, &work, 3);
	assert_int_equal(work.largest, 3);
	assert_int_equal(work.items, THREADS);
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(visitors[i].item.done, 1);
}

static void limit_of_one_is_one_by_one(void)
{
	struct visitor visitors[THREADS] = {0};
	struct work work = {0};

	visit_together(visitors, THREADS, &work, 1);
	assert_int_equal(work.largest, 1);
	assert_int_equal(work.calls, THREADS);
}

static void bad_item_never_fails_its_neighbours(void)
{
	struct visitor visitors[THREADS] = {0};
	struct work work = {0};

	visitors[5].item.poison = true;
	visitors[11].item.poison = true;
	visit_together(visitors, THREADS, &work, 200);
	for (size_t i = 0; i < THREADS; i++) {
		bool bad = i == 5 || i == 11;

		assert_int_equal(visitors[i].outcome, bad ? LANE_REFUSED : LANE_DONE);
		assert_int_equal(visitors[i].item.done, bad ? 0 : 1);
	}
}

/* A refused batch is tried one by one, and only what is away then is away. */
static void away_in_a_refused_batch(void)
{
	struct visitor visitors[THREADS] = {0};
	struct work work = {0};

	visitors[5].item.poison = true;
	visitors[11].item.away = true;
	visit_together(visitors, THREADS, &work, 200);
	assert_int_equal(visitors[5].outcome, LANE_REFUSED);
	assert_int_equal(visitors[11].outcome, LANE_AWAY);
	assert_int_equal(visitors[11].item.done, 0);
	assert_int_equal(visitors[0].outcome, LANE_DONE);
}

static void away_is_said_to_the_whole_batch(void)
{
	struct visitor visitors[THREADS] = {0};
	struct work work = {0};

	for (size_t i = 1; i < THREADS; i++)
		visitors[i].item.away = true;
	visit_together(visitors, THREADS, &work, 200);
	assert_int_equal(visitors[0].outcome, LANE_DONE);
	for (size_t i = 1; i < THREADS; i++)
		assert_int_equal(visitors[i].outcome, LANE_AWAY);
	assert_true(work.calls < THREADS);
}

struct runner {
	struct lane *lane;
	unsigned seed, wrong;
	pthread_t thread;
};

static void *run(void *handle)
{
	struct runner *runner = handle;

	for (int i = 0; i < TIMES; i++) {
		struct item item = {0};
		enum lane_outcome outcome;

		runner->seed = runner->seed * 1103515245 + 12345;
		item.poison = runner->seed >> 16 & 1 && runner->seed >> 17 & 1;
		outcome = lane_do(runner->lane, &item);
		if (outcome != (item.poison ? LANE_REFUSED : LANE_DONE) ||
		    item.done != (item.poison ? 0 : 1))
			runner->wrong++;
	}
	return NULL;
}

static void survives_a_crowd(void)
{
	struct runner runners[THREADS];
	struct work work = {0};
	struct lane *lane = lane_new(arena, do_batch, &work, 5);

	for (size_t i = 0; i < THREADS; i++) {
		runners[i] = (struct runner){.lane = lane, .seed = (unsigned)i};
		assert_int_equal(pthread_create(&runners[i].thread, NULL, run, &runners[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(runners[i].thread, NULL);
		assert_int_equal(runners[i].wrong, 0);
	}
	assert_false(work.overlapped);
	assert_in_range(work.largest, 1, 5);
	assert_true(work.items >= THREADS * TIMES);
	assert_int_equal(work.resets, work.calls);
}

/* What is put: freed when it is settled, as a request is then gone. */
struct parcel {
	struct item item; /* the first: what do_batch sees */
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
	struct putter putter = {.lane = lane_new(arena, do_batch, &work, 200), .times = 1};

	put_all(&putter);
	assert_int_equal(putter.settled, 1);
	assert_int_equal(putter.wrong, 0);
}

/* The thread that leads does what others have left there, since none of them comes back. */
static void puts_without_waiting(void)
{
	struct work work = {0};
	struct lane *lane = lane_new(arena, do_batch, &work, 4);
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
	struct lane *lane = lane_new(arena, do_batch, &work, 5);

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
	check("does one alone", does_one_alone);
	check("refuses one alone, once", refuses_one_alone_once);
	check("is away alone", is_away_alone);
	check("meets in a batch", meets_in_a_batch);
	check("keeps to the limit", keeps_to_the_limit);
	check("a limit of one is one by one", limit_of_one_is_one_by_one);
	check("a bad item never fails its neighbours", bad_item_never_fails_its_neighbours);
	check("away in a refused batch", away_in_a_refused_batch);
	check("away is said to the whole batch", away_is_said_to_the_whole_batch);
	check("survives a crowd", survives_a_crowd);
	check("settles one alone", settles_one_alone);
	check("puts without waiting", puts_without_waiting);
	check("settles for a crowd", settles_for_a_crowd);
	return check_run();
}
