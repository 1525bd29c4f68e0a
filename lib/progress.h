/* progress: how many have signed and how far the goal is, the reader's way. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PROGRESS_H
#define UNDERSIGNED_PROGRESS_H

#include "language.h"
#include "value.h"

#include <stdint.h>

struct progress {
	struct text count_text;   /* "1,234 people have signed" */
	struct text goal_text;    /* "Goal: 5,000"; empty: there is none, nor what follows */
	struct text percent;      /* "24": of the goal, at most 100 */
	struct text percent_text; /* "24%" */
};

/* goal: 0: none. */
struct progress progress_of(const struct language *language, struct arena *arena,
			    uint64_t confirmed, uint64_t goal);

/* Adds to the map what progress.html shows. */
void progress_add(struct value *map, const struct progress *progress);

#endif
