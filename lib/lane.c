/* lane: see lane.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lane.h"

#include "crew.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>

/* On the stack of a thread that sleeps until its item is settled. */
struct sleeper {
	struct lane_place place; /* the first: a place without settled is a sleeper's */
	bool leads;              /* woken to do the next batch, not because its own is done */
	sem_t woken;
};

struct batch {
	struct lane_place *places;
	void **items;
	size_t count;
	struct arena *scratch;
	bool asked;
};

struct lane {
	pthread_mutex_t lock;
	struct lane_place *first, **end;
	bool busy; /* somebody leads */

	/* the leader's alone */
	const struct lane_work *work;
	void *context;
	size_t limit;
	struct batch batches[2]; /* one is told while the other is done */
	unsigned turn;
};

static void lane_release(void *handle)
{
	struct lane *lane = handle;

	pthread_mutex_destroy(&lane->lock);
	for (size_t i = 0; i < 2; i++)
		arena_free(lane->batches[i].scratch);
}

struct lane *lane_new(struct arena *arena, const struct lane_work *work, void *context,
		      size_t limit)
{
	struct lane *lane = arena_get(arena, sizeof(*lane));

	pthread_mutex_init(&lane->lock, NULL);
	lane->end = &lane->first;
	lane->work = work;
	lane->context = context;
	lane->limit = limit;
	for (size_t i = 0; i < 2; i++) {
		lane->batches[i].scratch = arena_new();
		lane->batches[i].items = arena_get(arena, limit * sizeof(void *));
	}
	arena_defer(arena, lane_release, lane);
	return lane;
}

/* Takes a chain of all that waits, up to the limit. Nobody leads when that is nothing. */
static struct batch *batch_take(struct lane *lane)
{
	struct batch *batch;
	struct lane_place **end;
	bool any;

	pthread_mutex_lock(&lane->lock);
	batch = &lane->batches[lane->turn++ % 2];
	end = &batch->places;
	batch->places = lane->first;
	for (batch->count = 0; batch->count < lane->limit && *end != NULL; end = &(*end)->next)
		batch->items[batch->count++] = (*end)->item;
	lane->first = *end;
	*end = NULL;
	if (lane->first == NULL)
		lane->end = &lane->first;
	any = batch->count > 0;
	lane->busy = any;
	pthread_mutex_unlock(&lane->lock);
	/* Nothing of the lane is the caller's from here on, where there was nothing. */
	return any ? batch : NULL;
}

static struct batch *batch_ask(struct lane *lane)
{
	struct batch *batch = batch_take(lane);

	if (batch != NULL)
		batch->asked =
			lane->work->ask(lane->context, batch->scratch, batch->items, batch->count);
	return batch;
}

static enum lane_outcome take(struct lane *lane, struct batch *batch, size_t from, size_t count)
{
	enum lane_outcome outcome = LANE_AWAY;

	if (batch->asked)
		outcome =
			lane->work->take(lane->context, batch->scratch, batch->items + from, count);
	arena_reset(batch->scratch);
	return outcome;
}

static enum lane_outcome do_alone(struct lane *lane, struct batch *batch, size_t which)
{
	batch->asked = lane->work->ask(lane->context, batch->scratch, batch->items + which, 1);
	return take(lane, batch, which, 1);
}

static void batch_settle(struct lane *lane, struct batch *batch)
{
	enum lane_outcome outcome = take(lane, batch, 0, batch->count);
	bool each = outcome == LANE_REFUSED && batch->count > 1;
	size_t i = 0;

	for (struct lane_place *place = batch->places; place != NULL; place = place->next, i++)
		place->outcome = each ? do_alone(lane, batch, i) : outcome;
}

static struct sleeper *sleeper_of(struct lane_place *place)
{
	return place != NULL && place->settled == NULL ? (struct sleeper *)place : NULL;
}

/* The first that sleeps is woken to lead; it is in its batch. */
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

/* Its own thread is awake. A place is gone as soon as it is told. */
static void tell(struct lane_place *place, const struct lane_place *own)
{
	while (place != NULL) {
		struct lane_place *next = place->next;
		struct sleeper *sleeper = sleeper_of(place);

		if (sleeper == NULL)
			place->settled(place->item, place->outcome);
		else if (place != own)
			sem_post(&sleeper->woken);
		place = next;
	}
}

/* One batch, and the next one is another's; or, where nobody sleeps, all that comes meanwhile. */
static void lead(struct lane *lane, const struct lane_place *own)
{
	struct batch *batch = batch_ask(lane);

	while (batch != NULL) {
		struct lane_place *places = batch->places;

		batch_settle(lane, batch);
		batch = NULL;
		if (own != NULL)
			hand_over(lane);
		else
			batch = batch_ask(lane);
		tell(places, own);
	}
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
		crew_pause();
		while (sem_wait(&self.woken) != 0 && errno == EINTR)
			;
		crew_resume();
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
