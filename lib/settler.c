/* settler: see settler.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "settler.h"

#include "clock.h"
#include "log.h"

#define CALL_LIMIT 100
#define GATHER_NS 25000000
#define AWAY_PAUSE_NS 500000000 /* between two tries to tell a database that is away */

struct settler {
	struct db *db;
	const atomic_bool *stopping;
	pthread_t thread;
	bool runs;

	pthread_mutex_t lock;
	pthread_cond_t came; /* a slip, somebody who waits for one, or the end */
	pthread_cond_t told;
	struct slip *first, **end;
	unsigned waiting; /* tabs */
	bool ending;
};

static void settler_release(void *handle)
{
	struct settler *settler = handle;

	pthread_cond_destroy(&settler->came);
	pthread_cond_destroy(&settler->told);
	pthread_mutex_destroy(&settler->lock);
}

struct settler *settler_new(struct arena *arena, struct db *db, const atomic_bool *stopping)
{
	struct settler *settler = arena_get(arena, sizeof(*settler));

	settler->db = db;
	settler->stopping = stopping;
	settler->end = &settler->first;
	pthread_mutex_init(&settler->lock, NULL);
	clock_condition(&settler->came);
	pthread_cond_init(&settler->told, NULL);
	arena_defer(arena, settler_release, settler);
	return settler;
}

/* A moment in which others may leave theirs, unless somebody waits. Holds the lock. */
static void gather(struct settler *settler)
{
	struct timespec until = clock_after(0, GATHER_NS);

	while (settler->waiting == 0 && !settler->ending &&
	       pthread_cond_timedwait(&settler->came, &settler->lock, &until) == 0)
		;
}

/* Waits for slips, and takes up to the limit. None: it is the end. */
static size_t take(struct settler *settler, struct slip **slips)
{
	size_t count = 0;

	pthread_mutex_lock(&settler->lock);
	while (settler->first == NULL && !settler->ending)
		pthread_cond_wait(&settler->came, &settler->lock);
	if (settler->first != NULL)
		gather(settler);
	while (settler->first != NULL && count < CALL_LIMIT) {
		slips[count++] = settler->first;
		settler->first = settler->first->next;
	}
	if (settler->first == NULL)
		settler->end = &settler->first;
	pthread_mutex_unlock(&settler->lock);
	return count;
}

static bool is_worth_another(const struct settler *settler, struct slip *const *slips, size_t count)
{
	double now = clock_seconds();

	if (atomic_load(settler->stopping))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (now < slips[i]->ends)
			return true;
	}
	return false;
}

/* A mail whose outcome is not recorded comes twice, so this does not give up while it may be. */
static enum db_outcome call(struct settler *settler, struct arena *scratch, struct slip **slips,
			    size_t count)
{
	static const struct timespec pause = {.tv_nsec = AWAY_PAUSE_NS};
	const struct settling *settlings[CALL_LIMIT];
	enum db_outcome outcome;

	for (size_t i = 0; i < count; i++)
		settlings[i] = &slips[i]->settling;
	outcome = outbox_settle(settler->db, scratch, settlings, count);
	while (outcome == DB_AWAY && is_worth_another(settler, slips, count)) {
		nanosleep(&pause, NULL);
		outcome = outbox_settle(settler->db, scratch, settlings, count);
	}
	arena_reset(scratch);
	return outcome;
}

/* The slips are gone after it. */
static void close_slips(struct settler *settler, struct slip **slips, size_t count,
			enum db_outcome outcome)
{
	pthread_mutex_lock(&settler->lock);
	for (size_t i = 0; i < count; i++) {
		const struct settling *settling = &slips[i]->settling;
		struct tab *tab = slips[i]->tab;

		if (outcome != DB_DONE)
			log_fact(LOG_WARNING, "mail_not_settled", "mail=%lld settlement=%d",
				 (long long)settling->id, (int)settling->settlement);
		tab->lost = tab->lost || outcome != DB_DONE;
		tab->open--;
		if (tab->waits && tab->open <= tab->most) {
			tab->waits = false;
			settler->waiting--;
		}
	}
	pthread_cond_broadcast(&settler->told);
	pthread_mutex_unlock(&settler->lock);
}

static void tell(struct settler *settler, struct arena *scratch, struct slip **slips, size_t count)
{
	enum db_outcome outcome = call(settler, scratch, slips, count);

	if (outcome == DB_REFUSED && count > 1) {
		/* One that the database does not take never fails the others. */
		for (size_t i = 0; i < count; i++)
			tell(settler, scratch, slips + i, 1);
		return;
	}
	close_slips(settler, slips, count, outcome);
}

static void *work(void *handle)
{
	struct settler *settler = handle;
	struct arena *scratch = arena_new();
	struct slip *slips[CALL_LIMIT];
	size_t count;

	while ((count = take(settler, slips)) > 0)
		tell(settler, scratch, slips, count);
	arena_free(scratch);
	return NULL;
}

must_check bool settler_start(struct settler *settler)
{
	settler->runs = pthread_create(&settler->thread, NULL, work, settler) == 0;
	if (!settler->runs)
		log_fact(LOG_ERROR, "courier_not_started", "started=0");
	return settler->runs;
}

must_check bool settler_end(struct settler *settler, const struct timespec *until)
{
	pthread_mutex_lock(&settler->lock);
	settler->ending = true;
	pthread_cond_signal(&settler->came);
	pthread_mutex_unlock(&settler->lock);
	if (settler->runs)
		settler->runs =
			(until == NULL ? pthread_join(settler->thread, NULL)
				       : pthread_timedjoin_np(settler->thread, NULL, until)) != 0;
	return !settler->runs;
}

void settler_put(struct settler *settler, struct slip *slip)
{
	bool is_first;

	slip->next = NULL;
	pthread_mutex_lock(&settler->lock);
	is_first = settler->first == NULL;
	*settler->end = slip;
	settler->end = &slip->next;
	slip->tab->open++;
	if (is_first)
		pthread_cond_signal(&settler->came);
	pthread_mutex_unlock(&settler->lock);
}

must_check bool settler_wait(struct settler *settler, struct tab *tab, unsigned most)
{
	bool all_told;

	pthread_mutex_lock(&settler->lock);
	if (tab->open > most) {
		tab->most = most;
		tab->waits = true;
		settler->waiting++;
		pthread_cond_signal(&settler->came);
		while (tab->waits)
			pthread_cond_wait(&settler->told, &settler->lock);
	}
	all_told = !tab->lost;
	pthread_mutex_unlock(&settler->lock);
	return all_told;
}
