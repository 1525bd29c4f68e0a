/* totals: how many there are of each name, counted as they pass by. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_TOTALS_H
#define UNDERSIGNED_TOTALS_H

#include "text.h"

#include <stdint.h>

struct total {
	struct text name;
	uint64_t count;
};

/* Start with {.arena = arena}; its names are copied there. */
struct totals {
	struct arena *arena;
	struct total *sorted; /* by name */
	size_t count, room;
};

/* One more of that name. */
void totals_add(struct totals *totals, struct text name);

#endif
