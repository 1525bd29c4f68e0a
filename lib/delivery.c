/* delivery: see delivery.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "delivery.h"

#define PAGE 5000

enum { NAME = 1, COUNTRY, AREA, COMMENT, LANGUAGE, SHOWS_AREA };

static enum delivery_outcome outcome_of(enum db_outcome outcome)
{
	switch (outcome) {
	case DB_DONE:
		return DELIVERY_DONE;
	case DB_AWAY:
		return DELIVERY_AWAY;
	case DB_REFUSED:
		break;
	}
	return DELIVERY_REFUSED;
}

must_check enum delivery_outcome delivery_begin(struct db *db, struct arena *arena,
						struct text slug, struct delivery *delivery)
{
	const char *values[] = {slug.bytes};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "delivery_begin", values, 1, &rows);

	*delivery = (struct delivery){0};
	if (outcome == DB_DONE && rows.count == 0)
		return DELIVERY_REFUSED;
	if (outcome == DB_DONE) {
		delivery->petition = rows_number(&rows, 0, 0);
		delivery->number = rows_number(&rows, 0, 1);
		delivery->before = (uint64_t)rows_number(&rows, 0, 2);
	}
	return outcome_of(outcome);
}

must_check enum delivery_outcome delivery_page(struct db *db, struct arena *arena,
					       struct delivery *delivery,
					       const struct delivery_line **lines, size_t *count)
{
	const char *values[] = {
		db_number(arena, delivery->petition),
		delivery->number == 0 ? NULL : db_number(arena, delivery->number),
		db_number(arena, delivery->after),
		db_number(arena, PAGE),
	};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "delivery_page", values, 4, &rows);
	struct delivery_line *page = arena_get(arena, rows.count * sizeof(*page));

	for (size_t row = 0; row < rows.count; row++)
		page[row] = (struct delivery_line){
			.name = rows_text(&rows, row, NAME),
			.country = rows_text(&rows, row, COUNTRY),
			.area = rows_text(&rows, row, AREA),
			.comment = rows_text(&rows, row, COMMENT),
			.language = rows_text(&rows, row, LANGUAGE),
			.shows_area = rows_bool(&rows, row, SHOWS_AREA),
		};
	if (rows.count > 0)
		delivery->after = rows_number(&rows, rows.count - 1, 0);
	*lines = page;
	*count = rows.count;
	return outcome_of(outcome);
}

must_check enum delivery_outcome delivery_end(struct db *db, struct arena *arena,
					      const struct delivery *delivery, uint64_t signatures,
					      struct text checksum)
{
	const char *values[] = {
		db_number(arena, delivery->petition),
		db_number(arena, delivery->number),
		db_number(arena, (int64_t)signatures),
		checksum.bytes,
	};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "delivery_end", values, 4, &rows);

	if (outcome == DB_DONE && !text_is(rows_text(&rows, 0, 0), "done"))
		return DELIVERY_CHANGED;
	return outcome_of(outcome);
}
