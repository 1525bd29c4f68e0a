/* announcement: see announcement.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announcement.h"

must_check enum db_outcome announcement_count(struct db *db, struct arena *arena, const char *slug,
					      const struct announcement_readers **first)
{
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "announcement_count", &slug, 1, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct announcement_readers *readers = arena_get(arena, sizeof(*readers));

		readers->language = rows_text(&rows, row, 0);
		readers->count = (uint64_t)rows_number(&rows, row, 1);
		readers->next = *first;
		*first = readers;
	}
	return outcome;
}

static enum announcement_outcome outcome_of(const struct rows *rows)
{
	static const struct {
		const char *word;
		enum announcement_outcome outcome;
	} words[] = {
		{"begun", ANNOUNCEMENT_DONE},      {"done", ANNOUNCEMENT_DONE},
		{"known", ANNOUNCEMENT_UNCHANGED}, {"unchanged", ANNOUNCEMENT_UNCHANGED},
		{"ended", ANNOUNCEMENT_ENDED},     {"nobody", ANNOUNCEMENT_NOBODY},
	};

	for (size_t i = 0; rows->count == 1 && i < sizeof(words) / sizeof(words[0]); i++) {
		if (text_is(rows_text(rows, 0, 0), words[i].word))
			return words[i].outcome;
	}
	return ANNOUNCEMENT_UNKNOWN;
}

must_check enum db_outcome announcement_begin(struct db *db, struct arena *arena, const char *slug,
					      struct text code,
					      const struct announcement_words *words,
					      enum announcement_outcome *outcome, int64_t *id)
{
	struct db_array languages = {{.arena = arena}}, subjects = {{.arena = arena}},
			bodies = {{.arena = arena}};
	const char *values[5] = {slug, code.bytes};
	struct rows rows;
	enum db_outcome called;

	for (; words != NULL; words = words->next) {
		db_array_text(&languages, words->language);
		db_array_text(&subjects, words->subject);
		db_array_text(&bodies, words->body);
	}
	values[2] = db_array_done(&languages);
	values[3] = db_array_done(&subjects);
	values[4] = db_array_done(&bodies);
	called = db_call(db, arena, "announcement_begin", values, 5, &rows);
	*outcome = outcome_of(&rows);
	*id = rows.count == 1 ? rows_number(&rows, 0, 1) : 0;
	return called;
}

must_check enum db_outcome announcement_set(struct db *db, struct arena *arena, const char *slug,
					    int64_t id, const char *state,
					    enum announcement_outcome *outcome)
{
	const char *values[] = {slug, db_number(arena, id), state};
	struct rows rows;
	enum db_outcome called = db_call(db, arena, "announcement_set", values, 3, &rows);

	*outcome = outcome_of(&rows);
	return called;
}

must_check enum db_outcome announcement_list(struct db *db, struct arena *arena, const char *slug,
					     int64_t id, const struct announcement **first)
{
	const char *values[] = {slug, id == 0 ? NULL : db_number(arena, id)};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "announcement_list", values, 2, &rows);

	*first = NULL;
	for (size_t row = rows.count; row-- > 0;) {
		struct announcement *announcement = arena_get(arena, sizeof(*announcement));

		*announcement = (struct announcement){
			.id = rows_number(&rows, row, 0),
			.state = rows_text(&rows, row, 1),
			.begun_at = rows_text(&rows, row, 2),
			.ended_at = rows_text(&rows, row, 3),
			.expected = (uint64_t)rows_number(&rows, row, 4),
			.owed = (uint64_t)rows_number(&rows, row, 5),
			.sent = (uint64_t)rows_number(&rows, row, 6),
			.dropped = (uint64_t)rows_number(&rows, row, 7),
			.dead = (uint64_t)rows_number(&rows, row, 8),
			.subject = rows_text(&rows, row, 9),
			.next = *first,
		};
		*first = announcement;
	}
	return outcome;
}

must_check enum db_outcome announcement_progress(struct db *db, struct arena *arena,
						 const char *slug, int64_t id,
						 struct announcement_progress *progress)
{
	const char *values[] = {slug, db_number(arena, id)};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "announcement_progress", values, 2, &rows);

	*progress = (struct announcement_progress){0};
	if (rows.count == 1) {
		progress->running = text_is(rows_text(&rows, 0, 0), "running");
		progress->settled = (uint64_t)rows_number(&rows, 0, 1);
		progress->expected = (uint64_t)rows_number(&rows, 0, 2);
	}
	return outcome;
}
