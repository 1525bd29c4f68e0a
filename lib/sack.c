/* sack: see sack.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "sack.h"

#include "clock.h"

#include <pthread.h>

/* The mails of one claim, in memory of its own. */
struct load {
	struct arena *arena;
	struct claim claim;
	size_t taken, done;
	double begin_by, ends;
	struct load *next;
};

struct sack {
	const struct config *config;
	struct db *db;

	pthread_mutex_t lock;
	pthread_cond_t claimed;
	struct load *first, **end; /* those with mails that nobody took */
	size_t left;               /* mails that nobody took */
	size_t brought;            /* mails of the last claim */
	bool claiming;
	unsigned long begun; /* counts claims */
	unsigned long ended; /* the claim that ended last */
	enum db_outcome outcome;
};

static void load_free(struct load *load)
{
	arena_free(load->arena);
}

static void sack_release(void *handle)
{
	struct sack *sack = handle;

	while (sack->first != NULL) {
		struct load *load = sack->first;

		sack->first = load->next;
		load_free(load);
	}
	pthread_cond_destroy(&sack->claimed);
	pthread_mutex_destroy(&sack->lock);
}

struct sack *sack_new(struct arena *arena, const struct config *config, struct db *db)
{
	struct sack *sack = arena_get(arena, sizeof(*sack));

	sack->config = config;
	sack->db = db;
	sack->end = &sack->first;
	pthread_mutex_init(&sack->lock, NULL);
	pthread_cond_init(&sack->claimed, NULL);
	arena_defer(arena, sack_release, sack);
	return sack;
}

/* Holds the lock, but for the time of the claim. */
static void claim(struct sack *sack)
{
	struct arena *arena = arena_new();
	struct load *load = arena_get(arena, sizeof(*load));
	double now = clock_seconds();
	enum db_outcome outcome;
	unsigned long number = ++sack->begun;

	sack->claiming = true;
	pthread_mutex_unlock(&sack->lock);
	/* A mail may take two thirds of a lease: it has to begin in the first third. */
	load->arena = arena;
	load->begin_by = now + sack->config->mail_lease / 3.0;
	load->ends = now + sack->config->mail_lease;
	outcome = outbox_claim(sack->db, arena, sack->config, &load->claim);
	pthread_mutex_lock(&sack->lock);
	sack->claiming = false;
	sack->ended = number;
	sack->outcome = outcome;
	sack->brought = outcome == DB_DONE ? load->claim.count : 0;
	sack->left += sack->brought;
	if (sack->brought > 0) {
		*sack->end = load;
		sack->end = &load->next;
	} else {
		load_free(load);
	}
	pthread_cond_broadcast(&sack->claimed);
}

/* Holds the lock; there is one left. */
static void take(struct sack *sack, struct sack_mail *mail)
{
	struct load *load = sack->first;

	*mail = (struct sack_mail){
		.owed = &load->claim.owed[load->taken++],
		.begin_by = load->begin_by,
		.ends = load->ends,
		.load = load,
	};
	sack->left--;
	if (load->taken < load->claim.count)
		return;
	sack->first = load->next;
	if (sack->first == NULL)
		sack->end = &sack->first;
}

/* Whether there will soon be none, and are likely more. */
static bool runs_low(const struct sack *sack)
{
	unsigned couriers = sack->config->mail_couriers;

	return couriers > 1 && sack->left < couriers && sack->brought >= couriers;
}

must_check enum sack_outcome sack_take(struct sack *sack, struct sack_mail *mail)
{
	enum sack_outcome outcome = SACK_MAIL;
	unsigned long seen;

	pthread_mutex_lock(&sack->lock);
	seen = sack->begun;
	/* A claim that had begun before may have missed what the caller was called for. */
	while (sack->left == 0 && (sack->brought > 0 || sack->ended <= seen)) {
		if (sack->claiming)
			pthread_cond_wait(&sack->claimed, &sack->lock);
		else
			claim(sack);
	}
	if (sack->left == 0) {
		outcome = sack->outcome == DB_DONE ? SACK_EMPTY : SACK_AWAY;
	} else {
		take(sack, mail);
		if (runs_low(sack) && !sack->claiming)
			claim(sack);
	}
	pthread_mutex_unlock(&sack->lock);
	return outcome;
}

must_check bool sack_take_left(struct sack *sack, struct sack_mail *mail)
{
	bool is_left;

	pthread_mutex_lock(&sack->lock);
	is_left = sack->left > 0;
	if (is_left)
		take(sack, mail);
	pthread_mutex_unlock(&sack->lock);
	return is_left;
}

void sack_done(struct sack *sack, const struct sack_mail *mail)
{
	struct load *load = mail->load;
	bool was_last;

	pthread_mutex_lock(&sack->lock);
	was_last = ++load->done == load->claim.count;
	pthread_mutex_unlock(&sack->lock);
	if (was_last)
		load_free(load);
}
