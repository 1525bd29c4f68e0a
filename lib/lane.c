/* lane: see lane.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lane.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

/* On the stack of a thread that sleeps until its item is settled. */
struct sleeper {
	struct lane_place place; /* the first: a place without settled is a sleeper's */
	bool leads;              /* woken to do the next batch, not because its own is done */
	sem_t woken;
};

struct lane {
	pthread_mutex_t lock;
	struct lane_place *first, **end;
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

/* Takes a chain of all that waits, up to the limit. */
static struct lane_place *batch_take(struct lane *lane, size_t *count)
{
	struct lane_place *batch, **end = &batch;

	pthread_mutex_lock(&lane->lock);
	batch = lane->first;
	for (*count = 0; *count < lane->limit && *end != NULL; end = &(*end)->next)
		lane->items[(*count)++] = (*end)->item;
	lane->first = *end;
	*end = NULL;
	if (lane->first == NULL)
		lane->end = &lane->first;
	pthread_mutex_unlock(&lane->lock);
	return batch;
}

static enum lane_outcome work(struct lane *lane, size_t from, size_t count)
{
	enum lane_outcome outcome =
		lane->work(lane->context, lane->scratch, lane->items + from, count);

	arena_reset(lane->scratch);
	return outcome;
}

static void batch_do(struct lane *lane, struct lane_place *batch, size_t count)
{
	enum lane_outcome outcome = work(lane, 0, count);
	size_t i = 0;

	for (struct lane_place *place = batch; place != NULL; place = place->next, i++)
		place->outcome = outcome == LANE_REFUSED && count > 1 ? work(lane, i, 1) : outcome;
}

static struct sleeper *sleeper_of(struct lane_place *place)
{
	return place != NULL && place->settled == NULL ? (struct sleeper *)place : NULL;
}

/* Who sleeps is woken to lead, and is in the batch itself, since it is the first. Else the next that
 * comes leads. */
static void hand_over(struct lane *lane)
{
	struct sleeper *sleeper;

	pthread_mutex_lock(&lane->lock);
	sleeper = sleeper_of(lane->first);
	lane->busy = sleeper != NULL;
	if (sleeper != NULL) {
		sleeper->leads = true;
		sem_post(&sleeper->woken);
	}
	pthread_mutex_unlock(&lane->lock);
}

/* Whether something waits that nobody has come to do. */
static bool take_over(struct lane *lane)
{
	bool mine;

	pthread_mutex_lock(&lane->lock);
	mine = !lane->busy && lane->first != NULL;
	lane->busy = lane->busy || mine;
	pthread_mutex_unlock(&lane->lock);
	return mine;
}

/* Its own thread is awake. A place is gone as soon as it is told. */
static void batch_tell(struct lane_place *batch, const struct lane_place *own)
{
	while (batch != NULL) {
		struct lane_place *place = batch;
		struct sleeper *sleeper = sleeper_of(place);

		batch = batch->next;
		if (sleeper == NULL)
			place->settled(place->item, place->outcome);
		else if (place != own)
			sem_post(&sleeper->woken);
	}
}

/* The next batch may begin before this one's outcomes are told: that keeps the database busy. */
static void lead(struct lane *lane, const struct lane_place *own)
{
	do {
		size_t count;
		struct lane_place *batch = batch_take(lane, &count);

		batch_do(lane, batch, count);
		hand_over(lane);
		batch_tell(batch, own);
	} while (take_over(lane));
}

/* Whether the caller has to lead. */
static bool come(struct lane *lane, struct lane_place *place)
{
	bool leads;

	place->next = NULL;
	pthread_mutex_lock(&lane->lock);
	*lane->end = place;
	lane->end = &place->next;
	leads = !lane->busy;
	lane->busy = true;
	pthread_mutex_unlock(&lane->lock);
	return leads;
}

must_check enum lane_outcome lane_do(struct lane *lane, void *item)
{
	struct sleeper self = {.place.item = item};

	sem_init(&self.woken, 0, 0);
	if (come(lane, &self.place)) {
		self.leads = true;
	} else {
		while (sem_wait(&self.woken) != 0 && errno == EINTR)
			;
	}
	if (self.leads)
		lead(lane, &self.place);
	sem_destroy(&self.woken);
	return self.place.outcome;
}

void lane_put(struct lane *lane, struct lane_place *place)
{
	if (come(lane, place))
		lead(lane, NULL);
}
