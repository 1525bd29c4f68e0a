/* courier: see courier.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier.h"

#include "clock.h"
#include "log.h"
#include "outbox.h"
#include "reminder.h"
#include "round.h"
#include "smtp.h"
#include "summary.h"

#include <pthread.h>
#include <time.h>

#define THREADS_LIMIT 64 /* of the setting's range, too */
#define REMIND_EACH 60   /* seconds; what is due after days may be a minute late */

struct courier {
	struct round round; /* what its threads share */
	struct summary_keeper *summaries;
	unsigned count;
	pthread_t threads[THREADS_LIMIT];

	pthread_mutex_t lock;
	/* Who would not look for mail waits for the end alone: no signature wakes it, nor it in the stead
	 * of one who would. */
	pthread_cond_t news_came, ended;
	unsigned long news;      /* counts the wakings, so that none is missed */
	enum outbox_keeper said; /* what makes mail wait, as the log has it */
	bool was_away;           /* of courier_once */
	time_t remind_at;        /* monotonic */
};

static void courier_release(void *handle)
{
	struct courier *courier = handle;

	pthread_cond_destroy(&courier->news_came);
	pthread_cond_destroy(&courier->ended);
	pthread_mutex_destroy(&courier->lock);
}

struct courier *courier_new(struct arena *arena, const struct site *site, struct db *db)
{
	struct courier *courier = arena_get(arena, sizeof(*courier));

	smtp_start();
	courier->round.site = site;
	courier->round.db = db;
	courier->round.sack = sack_new(arena, site->config, db);
	courier->round.settler = settler_new(arena, db, &courier->round.stopping);
	courier->summaries = summary_keeper_new(arena, db);
	pthread_mutex_init(&courier->lock, NULL);
	clock_condition(&courier->news_came);
	clock_condition(&courier->ended);
	arena_defer(arena, courier_release, courier);
	return courier;
}

static const char *keeper_word(enum outbox_keeper keeper)
{
	switch (keeper) {
	case OUTBOX_FREE:
		return "nothing";
	case OUTBOX_RELAY:
		return "relay";
	case OUTBOX_HOUR:
		return "hour_limit";
	case OUTBOX_DAY:
		return "day_limit";
	}
	return "nothing";
}

/* Said when it changes, not with each look into the outbox. */
static void say_keeper(struct courier *courier, enum outbox_keeper keeper)
{
	bool news;

	pthread_mutex_lock(&courier->lock);
	news = courier->said != keeper;
	courier->said = keeper;
	pthread_mutex_unlock(&courier->lock);
	if (news)
		log_fact(LOG_NOTICE, "mail_waits", "for=%s", keeper_word(keeper));
}

/* False when the database or the relay was away. */
static bool drain(struct courier *courier, struct smtp *smtp)
{
	enum outbox_keeper keeper = OUTBOX_FREE;
	enum round_end end = round_run(&courier->round, smtp, &keeper);

	switch (end) {
	case ROUND_STOPPED:
		return true;
	case ROUND_EMPTY:
	case ROUND_WAITS:
		say_keeper(courier, keeper);
		return keeper != OUTBOX_RELAY;
	case ROUND_DATABASE:
	case ROUND_RELAY:
		return false;
	}
	return false;
}

/* Sleeps until there is news, or for the poll's time. */
static void rest(struct courier *courier, unsigned long *seen, bool heed_news)
{
	pthread_cond_t *changed = heed_news ? &courier->news_came : &courier->ended;
	struct timespec until = clock_after(courier->round.site->config->mail_poll, 0);

	pthread_mutex_lock(&courier->lock);
	while (!atomic_load(&courier->round.stopping) && (!heed_news || courier->news == *seen) &&
	       pthread_cond_timedwait(changed, &courier->lock, &until) == 0)
		;
	*seen = courier->news;
	pthread_mutex_unlock(&courier->lock);
}

/* One thread of a process at a time, and seldom. */
static void remind(struct courier *courier)
{
	struct timespec now;
	bool mine;

	clock_gettime(CLOCK_MONOTONIC, &now);
	pthread_mutex_lock(&courier->lock);
	mine = now.tv_sec >= courier->remind_at;
	if (mine)
		courier->remind_at = now.tv_sec + REMIND_EACH;
	pthread_mutex_unlock(&courier->lock);
	if (mine)
		reminders_owe(courier->round.db, courier->round.site->config);
}

static void *until_stopped(void *handle)
{
	struct courier *courier = handle;
	struct arena *arena = arena_new();
	struct smtp *smtp = smtp_new(arena, courier->round.site->config);
	unsigned long seen = 0;

	while (!atomic_load(&courier->round.stopping)) {
		bool drained;

		remind(courier);
		/* A relay or database that is away is not asked again for each new signature. */
		drained = drain(courier, smtp);
		if (drained)
			summary_keep(courier->summaries);
		rest(courier, &seen, drained);
	}
	arena_free(arena);
	return NULL;
}

static void *once(void *handle)
{
	struct courier *courier = handle;
	struct arena *arena = arena_new();

	if (!drain(courier, smtp_new(arena, courier->round.site->config))) {
		pthread_mutex_lock(&courier->lock);
		courier->was_away = true;
		pthread_mutex_unlock(&courier->lock);
	}
	arena_free(arena);
	return NULL;
}

static void start(struct courier *courier, unsigned threads, void *(*work)(void *))
{
	while (courier->count < threads && courier->count < THREADS_LIMIT) {
		if (pthread_create(&courier->threads[courier->count], NULL, work, courier) != 0) {
			log_fact(LOG_ERROR, "courier_not_started", "started=%u", courier->count);
			return;
		}
		courier->count++;
	}
}

bool courier_start(struct courier *courier, unsigned threads)
{
	if (settler_start(courier->round.settler))
		start(courier, threads, until_stopped);
	return courier->count > 0;
}

void courier_wake(struct courier *courier)
{
	pthread_mutex_lock(&courier->lock);
	courier->news++;
	pthread_cond_signal(&courier->news_came);
	pthread_mutex_unlock(&courier->lock);
}

void courier_end(struct courier *courier)
{
	pthread_mutex_lock(&courier->lock);
	atomic_store(&courier->round.stopping, true);
	pthread_cond_broadcast(&courier->news_came);
	pthread_cond_broadcast(&courier->ended);
	pthread_mutex_unlock(&courier->lock);
}

must_check bool courier_stop(struct courier *courier, unsigned timeout)
{
	struct timespec until;
	unsigned running = 0;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += timeout;
	courier_end(courier);
	for (unsigned i = 0; i < courier->count; i++) {
		if (pthread_timedjoin_np(courier->threads[i], NULL, &until) != 0)
			courier->threads[running++] = courier->threads[i];
	}
	courier->count = running;
	return running == 0 && settler_end(courier->round.settler, &until);
}

must_check bool courier_once(struct courier *courier, unsigned threads)
{
	if (!settler_start(courier->round.settler))
		return false;
	remind(courier);
	start(courier, threads - 1, once);
	once(courier);
	while (courier->count > 0)
		pthread_join(courier->threads[--courier->count], NULL);
	if (!courier->was_away)
		summary_keep(courier->summaries);
	return settler_end(courier->round.settler, NULL) && !courier->was_away;
}
