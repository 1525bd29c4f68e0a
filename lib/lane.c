/* lane: see lane.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lane.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

/* On the stack of the thread that waits. */
struct waiting {
	void *item;
	enum lane_outcome outcome;
	bool leads; /* woken to do the next batch, not because its own is done */
	sem_t woken;
	struct waiting *next;
};

struct lane {
	pthread_mutex_t lock;
	struct waiting *first, **end;
	bool busy; /* somebody leads */

	/* the leader's alone */
	lane_work *work;
	void *context;
	struct arena *scratch;
	size_t limit;
	void **items;
};

static void lane_release(void *handle)
{
	struct lane *lane = handle;

	pthread_mutex_destroy(&lane->lock);
	arena_free(lane->scratch);
}

struct lane *lane_new(struct arena *arena, lane_work *work, void *context, size_t limit)
{
	struct lane *lane = arena_get(arena, sizeof(*lane));

	pthread_mutex_init(&lane->lock, NULL);
	lane->end = &lane->first;
	lane->work = work;
	lane->context = context;
	lane->scratch = arena_new();
	lane->limit = limit;
	lane->items = arena_get(arena, limit * sizeof(*lane->items));
	arena_defer(arena, lane_release, lane);
	return lane;
}

/* Takes a chain of all that waits, up to the limit. With the lock held. */
static struct waiting *batch_take(struct lane *lane, size_t *count)
{
	struct waiting *batch = lane->first, **end = &batch;

	for (*count = 0; *count < lane->limit && *end != NULL; end = &(*end)->next)
		lane->items[(*count)++] = (*end)->item;
	lane->first = *end;
	*end = NULL;
	if (lane->first == NULL)
		lane->end = &lane->first;
	return batch;
}

static enum lane_outcome work(struct lane *lane, size_t from, size_t count)
{
	enum lane_outcome outcome =
		lane->work(lane->context, lane->scratch, lane->items + from, count);

	arena_reset(lane->scratch);
	return outcome;
}

static void batch_do(struct lane *lane, struct waiting *batch, size_t count)
{
	enum lane_outcome outcome = work(lane, 0, count);
	size_t i = 0;

	for (struct waiting *waiting = batch; waiting != NULL; waiting = waiting->next, i++)
		waiting->outcome =
			outcome == LANE_REFUSED && count > 1 ? work(lane, i, 1) : outcome;
}

/* The first that still waits leads next; its item is in that batch, since it is the first. */
static void hand_over(struct lane *lane)
{
	pthread_mutex_lock(&lane->lock);
	if (lane->first == NULL) {
		lane->busy = false;
	} else {
		lane->first->leads = true;
		sem_post(&lane->first->woken);
	}
	pthread_mutex_unlock(&lane->lock);
}

/* Its own thread is awake. A waiting is gone as soon as its thread is woken. */
static void batch_wake(struct waiting *batch, const struct waiting *self)
{
	while (batch != NULL) {
		struct waiting *waiting = batch;

		batch = batch->next;
		if (waiting != self)
			sem_post(&waiting->woken);
	}
}

/* The next batch begins before this one's threads are woken: that keeps the database busy. */
static void lead(struct lane *lane, const struct waiting *self)
{
	struct waiting *batch;
	size_t count;

	pthread_mutex_lock(&lane->lock);
	batch = batch_take(lane, &count);
	pthread_mutex_unlock(&lane->lock);
	batch_do(lane, batch, count);
	hand_over(lane);
	batch_wake(batch, self);
}

must_check enum lane_outcome lane_do(struct lane *lane, void *item)
{
	struct waiting self = {.item = item};
	bool waits;

	sem_init(&self.woken, 0, 0);
	pthread_mutex_lock(&lane->lock);
	*lane->end = &self;
	lane->end = &self.next;
	waits = lane->busy;
	self.leads = !waits;
	lane->busy = true;
	pthread_mutex_unlock(&lane->lock);
	if (waits) {
		while (sem_wait(&self.woken) != 0 && errno == EINTR)
			;
	}
	if (self.leads)
		lead(lane, &self);
	sem_destroy(&self.woken);
	return self.outcome;
}
