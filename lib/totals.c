/* totals: see totals.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "totals.h"

#include <string.h>

#define FIRST_ROOM 64

/* Where it is, or belongs. */
static size_t place_of(const struct totals *totals, struct text name)
{
	size_t low = 0, high = totals->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(totals->sorted[middle].name.bytes, name.bytes) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void grow(struct totals *totals)
{
	size_t room = totals->room == 0 ? FIRST_ROOM : totals->room * 2;
	struct total *sorted = arena_get(totals->arena, room * sizeof(*sorted));

	if (totals->count > 0)
		memcpy(sorted, totals->sorted, totals->count * sizeof(*sorted));
	totals->sorted = sorted;
	totals->room = room;
}

void totals_add(struct totals *totals, struct text name)
{
	size_t place = place_of(totals, name);
	struct total *at;

	if (totals->count == totals->room)
		grow(totals);
	at = &totals->sorted[place];
	if (place == totals->count || !text_equal(at->name, name)) {
		memmove(at + 1, at, (totals->count - place) * sizeof(*at));
		*at = (struct total){.name = text_copy(totals->arena, name)};
		totals->count++;
	}
	at->count++;
}
