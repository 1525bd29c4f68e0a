/* lane: everybody's item is done once, alone or with others, whatever becomes of its neighbours. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lane_work.h"

#include <pthread.h>
#include <stdio.h>

static void does_one_alone(void)
{
	struct work work = {0};
	struct lane *lane = new_lane(&work, 200);
	struct item item = {0};

	assert_int_equal(lane_do(lane, &item), LANE_DONE);
	assert_int_equal(item.done, 1);
	assert_int_equal(work.calls, 1);
	assert_int_equal(work.resets, 1);
}

static void refuses_one_alone_once(void)
{
	struct work work = {0};
	struct lane *lane = new_lane(&work, 200);
	struct item item = {.poison = true};

	assert_int_equal(lane_do(lane, &item), LANE_REFUSED);
	assert_int_equal(work.calls, 1);
}

static void is_away_alone(void)
{
	struct work work = {0};
	struct lane *lane = new_lane(&work, 200);
	struct item item = {.away = true};

	assert_int_equal(lane_do(lane, &item), LANE_AWAY);
	assert_int_equal(work.calls, 1);
}

static void is_away_unasked(void)
{
	struct work work = {.unreached = true};
	struct lane *lane = new_lane(&work, 200);
	struct item item = {0};

	assert_int_equal(lane_do(lane, &item), LANE_AWAY);
	assert_int_equal(item.done, 0);
	assert_int_equal(work.resets, 1);
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
	struct lane *lane = new_lane(work, limit);

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
	struct lane *lane = new_lane(&work, 5);

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

int main(void)
{
	check("does one alone", does_one_alone);
	check("refuses one alone, once", refuses_one_alone_once);
	check("is away alone", is_away_alone);
	check("is away unasked", is_away_unasked);
	check("meets in a batch", meets_in_a_batch);
	check("keeps to the limit", keeps_to_the_limit);
	check("a limit of one is one by one", limit_of_one_is_one_by_one);
	check("a bad item never fails its neighbours", bad_item_never_fails_its_neighbours);
	check("away in a refused batch", away_in_a_refused_batch);
	check("away is said to the whole batch", away_is_said_to_the_whole_batch);
	check("survives a crowd", survives_a_crowd);
	return check_run();
}
