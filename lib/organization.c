/* organization: see organization.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "organization.h"

must_check enum db_outcome organizations_find(struct db *db, struct arena *arena, int64_t petition,
					      const struct organization **first)
{
	const char *values[] = {db_number(arena, petition)};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "petition_organizations", values, 1, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct organization *organization = arena_get(arena, sizeof(*organization));

		organization->name = rows_text(&rows, row, 0);
		organization->slug = rows_text(&rows, row, 1);
		organization->id = rows_number(&rows, row, 2);
		organization->next = *first;
		*first = organization;
	}
	return outcome;
}
