/* courier: see courier.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "courier.h"

#include "compose.h"
#include "lane.h"
#include "log.h"
#include "outbox.h"
#include "smtp.h"

#include <pthread.h>
#include <time.h>

#define THREADS_LIMIT 64 /* of the setting's range, too */
#define EMPTY_LIMIT 100  /* claims in a row that bring nothing but dropped mail */

struct courier {
	const struct site *site;
	struct db *db;
	struct lane *settle;
	unsigned count;
	pthread_t threads[THREADS_LIMIT];

	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned long news; /* counts the wakings, so that none is missed */
	bool stopping;
};

/* One thread's own. */
struct round {
	struct courier *courier;
	struct arena *arena;
	struct smtp *smtp;
	const struct owed *owed;
	size_t count;
	long long lease_ends; /* seconds, monotonic: after it the mails are somebody else's */
	bool relay_away;
};

static void courier_release(void *handle)
{
	struct courier *courier = handle;

	pthread_cond_destroy(&courier->changed);
	pthread_mutex_destroy(&courier->lock);
}

struct courier *courier_new(struct arena *arena, const struct site *site, struct db *db)
{
	struct courier *courier = arena_get(arena, sizeof(*courier));
	pthread_condattr_t clock;

	smtp_start();
	courier->site = site;
	courier->db = db;
	courier->settle = outbox_settle_lane(arena, db);
	pthread_mutex_init(&courier->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&courier->changed, &clock);
	pthread_condattr_destroy(&clock);
	arena_defer(arena, courier_release, courier);
	return courier;
}

static long long now_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static bool is_stopping(struct courier *courier)
{
	bool stopping;

	pthread_mutex_lock(&courier->lock);
	stopping = courier->stopping;
	pthread_mutex_unlock(&courier->lock);
	return stopping;
}

static enum settlement settlement_of(enum smtp_outcome outcome)
{
	switch (outcome) {
	case SMTP_SENT:
		return SETTLEMENT_SENT;
	case SMTP_LATER:
	case SMTP_UNREACHED:
		return SETTLEMENT_LATER;
	case SMTP_UNKNOWN:
		return SETTLEMENT_UNKNOWN;
	case SMTP_REFUSED:
		return SETTLEMENT_REFUSED;
	case SMTP_REJECTED:
		return SETTLEMENT_REJECTED;
	}
	return SETTLEMENT_LATER;
}

static void settle(struct round *round, struct settling *settling)
{
	if (!outbox_settle(round->courier->settle, settling))
		log_fact(LOG_WARNING, "mail_not_settled", "mail=%lld settlement=%d",
			 (long long)settling->owed->id, (int)settling->settlement);
}

/* Hands one mail to the relay and settles it. scratch is the mail's own. */
static void send_one(struct round *round, struct arena *scratch, const struct owed *owed)
{
	struct settling settling = {.owed = owed, .settlement = SETTLEMENT_LATER};
	struct smtp_answer answer = {0};
	struct mail mail;

	settling.reply = text_literal("");
	if (compose_mail(round->courier->site, scratch, owed, &mail)) {
		answer = smtp_send(round->smtp, scratch, &mail);
		settling.settlement = settlement_of(answer.outcome);
		settling.reply_code = answer.code;
		settling.reply = answer.status;
		round->relay_away = answer.outcome == SMTP_UNREACHED;
	}
	if (settling.settlement != SETTLEMENT_SENT)
		log_fact(LOG_WARNING, "mail_not_sent", "mail=%lld attempt=%lld reply=%u status=%s",
			 (long long)owed->id, (long long)owed->attempt, answer.code,
			 settling.reply.bytes);
	settle(round, &settling);
}

static void send_claimed(struct round *round)
{
	struct arena *scratch = arena_new();
	size_t i;

	for (i = 0; i < round->count && !round->relay_away; i++) {
		if (is_stopping(round->courier) || now_seconds() >= round->lease_ends)
			break;
		send_one(round, scratch, &round->owed[i]);
		arena_reset(scratch);
	}
	for (; i < round->count; i++) {
		struct settling released = {.owed = &round->owed[i],
					    .settlement = SETTLEMENT_RELEASED,
					    .reply = text_literal("")};

		settle(round, &released);
	}
	arena_free(scratch);
}

/* Whether to claim again: there was mail, or there is some behind what nobody wants any more. */
static bool goes_on(struct round *round, unsigned *empty)
{
	if (round->relay_away || is_stopping(round->courier))
		return false;
	if (round->count > 0)
		*empty = 0;
	else if (++*empty > EMPTY_LIMIT || !outbox_is_due(round->courier->db, round->arena))
		return false;
	return true;
}

/* Claims and sends until nothing is due. False when the database or the relay was away. */
static bool drain(struct courier *courier, struct smtp *smtp)
{
	const struct config *config = courier->site->config;
	struct round round = {.courier = courier, .arena = arena_new(), .smtp = smtp};
	enum db_outcome outcome;
	unsigned empty = 0;

	do {
		arena_reset(round.arena);
		/* A mail may take two thirds of a lease: it has to begin in the first third. */
		round.lease_ends = now_seconds() + config->mail_lease / 3;
		outcome = outbox_claim(courier->db, round.arena, config->mail_batch,
				       config->mail_lease, &round.owed, &round.count);
		if (outcome == DB_DONE)
			send_claimed(&round);
	} while (outcome == DB_DONE && goes_on(&round, &empty));
	arena_free(round.arena);
	return outcome == DB_DONE && !round.relay_away;
}

/* Sleeps until there is news, or for the poll's time. */
static void rest(struct courier *courier, unsigned long *seen, bool heed_news)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += courier->site->config->mail_poll;
	pthread_mutex_lock(&courier->lock);
	while (!courier->stopping && (!heed_news || courier->news == *seen) &&
	       pthread_cond_timedwait(&courier->changed, &courier->lock, &until) == 0)
		;
	*seen = courier->news;
	pthread_mutex_unlock(&courier->lock);
}

static void *courier_thread(void *handle)
{
	struct courier *courier = handle;
	struct arena *arena = arena_new();
	struct smtp *smtp = smtp_new(arena, courier->site->config);
	unsigned long seen = 0;

	while (!is_stopping(courier)) {
		/* A relay or database that is away is not asked again for each new signature. */
		bool drained = drain(courier, smtp);

		rest(courier, &seen, drained);
	}
	arena_free(arena);
	return NULL;
}

void courier_start(struct courier *courier, unsigned threads)
{
	while (courier->count < threads && courier->count < THREADS_LIMIT) {
		if (pthread_create(&courier->threads[courier->count], NULL, courier_thread,
				   courier) != 0) {
			log_fact(LOG_ERROR, "courier_not_started", "started=%u", courier->count);
			return;
		}
		courier->count++;
	}
}

void courier_wake(struct courier *courier)
{
	pthread_mutex_lock(&courier->lock);
	courier->news++;
	pthread_cond_signal(&courier->changed);
	pthread_mutex_unlock(&courier->lock);
}

must_check bool courier_stop(struct courier *courier, unsigned timeout)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += timeout;
	pthread_mutex_lock(&courier->lock);
	courier->stopping = true;
	pthread_cond_broadcast(&courier->changed);
	pthread_mutex_unlock(&courier->lock);
	while (courier->count > 0) {
		if (pthread_timedjoin_np(courier->threads[courier->count - 1], NULL, &until) != 0)
			return false;
		courier->count--;
	}
	return true;
}

must_check bool courier_once(struct courier *courier)
{
	struct arena *arena = arena_new();
	bool drained = drain(courier, smtp_new(arena, courier->site->config));

	arena_free(arena);
	return drained;
}
