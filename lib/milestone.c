/* milestone: see milestone.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "milestone.h"

static enum milestone_deed deed_of(struct text word)
{
	if (text_is(word, "opened"))
		return MILESTONE_OPENED;
	return text_is(word, "closed") ? MILESTONE_CLOSED : MILESTONE_REACHED;
}

must_check enum db_outcome milestone_list(struct db *db, struct arena *arena, struct text slug,
					  const struct milestone **first)
{
	const char *values[] = {slug.bytes};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "milestone_list", values, 1, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct milestone *milestone = arena_get(arena, sizeof(*milestone));

		milestone->deed = deed_of(rows_text(&rows, row, 0));
		milestone->count = (uint64_t)rows_number(&rows, row, 1);
		milestone->at = rows_text(&rows, row, 2);
		milestone->next = *first;
		*first = milestone;
	}
	return outcome;
}

struct text milestone_say(const struct language *language, struct arena *arena,
			  const struct milestone *milestone)
{
	switch (milestone->deed) {
	case MILESTONE_OPENED:
		return language_say(language, arena, "milestone.opened", NULL);
	case MILESTONE_REACHED:
		return language_count(language, arena, "count.signed", milestone->count);
	case MILESTONE_CLOSED:
		break;
	}
	return language_say(language, arena, "petition.closed", NULL);
}
