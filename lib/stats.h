/* stats: how a petition fares: its days and hours, where signers came from, how far they came. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_STATS_H
#define UNDERSIGNED_STATS_H

#include "db.h"

/* What the signatures are told apart by. */
enum stats_topic {
	STATS_DAY,      /* in the petition's time zone, from its first to today, none left out */
	STATS_HOUR,     /* the last 48, none left out; as days */
	STATS_SOURCE,   /* source= of the link; "": it had none */
	STATS_COUNTRY,  /* ISO 3166-1 alpha-2; "": none given */
	STATS_LANGUAGE, /* BCP 47 */
	STATS_STEP,     /* submitted, mailed, confirmed, withdrawn, held, removed: in this order */
	STATS_TOPICS
};

/* One day, one source. All that is not a day, an hour or a step: the largest first. */
struct stats_line {
	struct text name;   /* day: YYYY-MM-DD; hour: YYYY-MM-DD HH:00 */
	uint64_t submitted; /* forms that were sent; of a step: how many came so far */
	uint64_t confirmed; /* of those, what counts now; of a step 0 */
};

struct stats_list {
	const struct stats_line *lines;
	size_t count;
};

struct stats {
	struct stats_list topics[STATS_TOPICS];
};

/* All lists are empty when there is no such petition. One snapshot: its lines agree. */
must_check enum db_outcome stats_find(struct db *db, struct arena *arena, struct text slug,
				      struct stats *stats);

/* "day", "hour" ...: as machines read it. */
const char *stats_topic_name(enum stats_topic topic);

#endif
