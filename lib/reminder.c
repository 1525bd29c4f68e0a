/* reminder: see reminder.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "reminder.h"

#define BATCH 1000        /* signatures of a petition in one transaction */
#define BATCHES_LIMIT 100 /* in one call; the next one goes on */

void reminders_owe(struct db *db, const struct config *config)
{
	struct arena *arena = arena_new();
	bool goes_on = true;

	for (unsigned i = 0; goes_on && i < BATCHES_LIMIT; i++) {
		const char *values[] = {
			db_number(arena, config->mail_reminder_after),
			db_number(arena, config->limits_mails_day),
			db_number(arena, BATCH),
		};
		struct rows rows;

		goes_on = db_call(db, arena, "reminder_owe", values, 3, &rows) == DB_DONE &&
			  rows_number(&rows, 0, 0) >= BATCH;
		arena_reset(arena);
	}
	arena_free(arena);
}
