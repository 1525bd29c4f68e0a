/* summary: keeps the summaries behind the organizers' views fresh. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SUMMARY_H
#define UNDERSIGNED_SUMMARY_H

#include "db.h"

/*
 * The views are exact without this: what is stale they count anew. They are quick because of it.
 * Any number of threads and processes may do it at once.
 */

/* Stores all stale blocks anew, some in each transaction; *blocks: how many they were. */
must_check enum db_outcome summary_refresh(struct db *db, struct arena *arena, uint64_t *blocks);

/* Does so now and then, for whoever has nothing else to do. Its memory is the arena's. */
struct summary_keeper;
struct summary_keeper *summary_keeper_new(struct arena *arena, struct db *db);

/* At most every half minute of a process; otherwise it returns at once. The log tells failures. */
void summary_keep(struct summary_keeper *keeper);

#endif
