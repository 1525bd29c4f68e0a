/* summary: see summary.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "summary.h"

#include <pthread.h>
#include <time.h>

#define PAUSE 30  /* seconds */
#define BLOCKS 4  /* of a call: others wait for the connection meanwhile */
#define TURNS 64U /* calls, before mail is looked after again */

struct summary_keeper {
	struct db *db;
	pthread_mutex_t lock;
	long long due; /* seconds, monotonic */
};

/* Until a call found fewer blocks than it may take: under load some are always stale. */
static enum db_outcome refresh(struct db *db, struct arena *arena, unsigned turns, uint64_t *blocks)
{
	const char *values[] = {db_number(arena, BLOCKS)};
	uint64_t counted = BLOCKS;
	enum db_outcome outcome = DB_DONE;
	struct rows rows;

	*blocks = 0;
	while (outcome == DB_DONE && counted == BLOCKS && turns-- > 0) {
		outcome = db_call(db, arena, "summary_refresh", values, 1, &rows);
		if (outcome == DB_DONE)
			counted = (uint64_t)rows_number(&rows, 0, 0);
		*blocks += outcome == DB_DONE ? counted : 0;
	}
	return outcome;
}

must_check enum db_outcome summary_refresh(struct db *db, struct arena *arena, uint64_t *blocks)
{
	return refresh(db, arena, UINT32_MAX, blocks);
}

static void keeper_release(void *handle)
{
	struct summary_keeper *keeper = handle;

	pthread_mutex_destroy(&keeper->lock);
}

struct summary_keeper *summary_keeper_new(struct arena *arena, struct db *db)
{
	struct summary_keeper *keeper = arena_get(arena, sizeof(*keeper));

	keeper->db = db;
	pthread_mutex_init(&keeper->lock, NULL);
	arena_defer(arena, keeper_release, keeper);
	return keeper;
}

/* Takes the turn, too: nobody else does it meanwhile. */
static bool is_due(struct summary_keeper *keeper)
{
	struct timespec now;
	bool due;

	clock_gettime(CLOCK_MONOTONIC, &now);
	pthread_mutex_lock(&keeper->lock);
	due = now.tv_sec >= keeper->due;
	if (due)
		keeper->due = now.tv_sec + PAUSE;
	pthread_mutex_unlock(&keeper->lock);
	return due;
}

void summary_keep(struct summary_keeper *keeper)
{
	struct arena *arena;
	uint64_t blocks;

	if (!is_due(keeper))
		return;
	arena = arena_new();
	/* Views are as exact when it fails; the next turn makes up for it. */
	(void)!refresh(keeper->db, arena, TURNS, &blocks);
	arena_free(arena);
}
