/* voice: see voice.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "voice.h"

must_check enum db_outcome voices_find(struct db *db, struct arena *arena, int64_t petition,
				       const struct voice **first)
{
	const char *values[] = {db_number(arena, petition)};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "petition_voices", values, 1, &rows);

	*first = NULL;
	for (size_t row = rows.count; outcome == DB_DONE && row-- > 0;) {
		struct voice *voice = arena_get(arena, sizeof(*voice));

		voice->given_name = rows_text(&rows, row, 0);
		voice->country = rows_text(&rows, row, 1);
		voice->comment = rows_text(&rows, row, 2);
		voice->next = *first;
		*first = voice;
	}
	return outcome;
}

const struct voice *voices_copy(struct arena *arena, const struct voice *first)
{
	const struct voice *copied = NULL;
	const struct voice **end = &copied;

	for (; first != NULL; first = first->next) {
		struct voice *voice = arena_get(arena, sizeof(*voice));

		voice->given_name = text_copy(arena, first->given_name);
		voice->country = text_copy(arena, first->country);
		voice->comment = text_copy(arena, first->comment);
		*end = voice;
		end = &voice->next;
	}
	return copied;
}
