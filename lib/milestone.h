/* milestone: what a petition has lived through: opened, round numbers reached, closed. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_MILESTONE_H
#define UNDERSIGNED_MILESTONE_H

#include "db.h"
#include "language.h"

enum milestone_deed { MILESTONE_OPENED, MILESTONE_REACHED, MILESTONE_CLOSED };

struct milestone {
	enum milestone_deed deed;
	uint64_t count; /* signatures, when reached */
	struct text at; /* RFC 3339, in UTC */
	const struct milestone *next;
};

/* The latest first; *first is NULL when there is no such petition. */
must_check enum db_outcome milestone_list(struct db *db, struct arena *arena, struct text slug,
					  const struct milestone **first);

/* "1,000 people have signed" */
struct text milestone_say(const struct language *language, struct arena *arena,
			  const struct milestone *milestone);

#endif
