/* paper: see paper.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "paper.h"

#include "slug.h"

#define KEY_SIZE SECRET_ADDRESS_KEY_SIZE

/* The arrays of a call, an item a line. */
struct arrays {
	struct db_array number, person, address, given_name, family_name, postal_code, country,
		signed_on, show_name;
};

/* Of words in Latin letters however they are written; other scripts as they are. */
static void words_add(struct builder *builder, struct text words)
{
	struct text slug = slug_make(builder->arena, words);

	builder_text(builder, text_empty(slug) ? words : slug);
	builder_string(builder, "|");
}

/* Stands for name and place, so that the same line is known again when its texts are erased. */
static void person_key(struct arena *arena, const struct secret *secret,
		       const struct paper_line *line, uint8_t key[SECRET_METER_KEY_SIZE])
{
	struct builder person = {.arena = arena};

	words_add(&person, line->given_name);
	words_add(&person, line->family_name);
	words_add(&person, line->postal_code);
	builder_text(&person, line->country);
	secret_meter_key(secret, "paper", 0, builder_done(&person), key);
}

static void text_or_null(struct db_array *array, struct text text)
{
	if (text_empty(text))
		db_array_null(array);
	else
		db_array_text(array, text);
}

static void line_add(struct arena *arena, const struct secret *secret,
		     const struct paper_line *line, struct arrays *arrays)
{
	uint8_t person[SECRET_METER_KEY_SIZE], address[KEY_SIZE];

	person_key(arena, secret, line, person);
	db_array_number(&arrays->number, line->number);
	db_array_bytes(&arrays->person, person, sizeof(person));
	if (text_empty(line->address.canonical)) {
		db_array_null(&arrays->address);
	} else {
		secret_address_key(secret, line->address.canonical, address);
		db_array_bytes(&arrays->address, address, sizeof(address));
	}
	db_array_text(&arrays->given_name, line->given_name);
	db_array_text(&arrays->family_name, line->family_name);
	db_array_text(&arrays->postal_code, line->postal_code);
	db_array_text(&arrays->country, line->country);
	text_or_null(&arrays->signed_on, line->signed_on);
	db_array_text(&arrays->show_name, text_of(db_bool(line->show_name)));
}

/* Why a line was not taken; NULL: it was. */
static const char *reason_of(struct arena *arena, const struct rows *rows, size_t row)
{
	struct text outcome = rows_text(rows, row, 1);
	const char *sheet = rows_text(rows, row, 2).bytes, *line = rows_text(rows, row, 3).bytes;

	if (text_is(outcome, "counted"))
		return NULL;
	if (text_is(outcome, "online"))
		return "the address has signed online, and counts there";
	if (text_is(outcome, "address"))
		return text_format(arena, "the address is on sheet %s, line %s", sheet, line).bytes;
	return text_format(
		       arena,
		       "the same name and place is on sheet %s, line %s; with --namesakes it is "
		       "another person",
		       sheet, line)
		.bytes;
}

static void outcomes_read(struct arena *arena, const struct rows *rows, struct paper *paper,
			  int64_t *sheet)
{
	size_t row = 0;

	for (struct paper_line *line = paper->lines; line != NULL && row < rows->count;
	     line = line->next) {
		if (line->refused != NULL)
			continue;
		line->refused = reason_of(arena, rows, row);
		if (line->refused == NULL)
			*sheet = rows_number(rows, row, 2);
		row++;
	}
}

static enum db_outcome lines_call(struct db *db, struct arena *arena, const struct secret *secret,
				  const struct paper_way *way, const struct paper *paper,
				  struct rows *rows)
{
	struct db_array empty = {{.arena = arena}};
	struct arrays arrays = {empty, empty, empty, empty, empty, empty, empty, empty, empty};

	for (const struct paper_line *line = paper->lines; line != NULL; line = line->next) {
		if (line->refused == NULL)
			line_add(arena, secret, line, &arrays);
	}
	const char *values[] = {way->petition,
				way->name,
				paper->digest.bytes,
				db_array_done(&arrays.number),
				db_array_done(&arrays.person),
				db_array_done(&arrays.address),
				db_array_done(&arrays.given_name),
				db_array_done(&arrays.family_name),
				db_array_done(&arrays.postal_code),
				db_array_done(&arrays.country),
				db_array_done(&arrays.signed_on),
				db_array_done(&arrays.show_name),
				db_bool(way->namesakes),
				db_bool(way->keep)};

	return db_call(db, arena, "paper_add", values, sizeof(values) / sizeof(values[0]), rows);
}

must_check enum paper_outcome paper_add(struct db *db, struct arena *arena,
					const struct secret *secret, const struct paper_way *way,
					struct paper *paper, int64_t *sheet)
{
	struct rows rows;
	enum db_outcome outcome;

	*sheet = 0;
	outcome = lines_call(db, arena, secret, way, paper, &rows);
	if (outcome != DB_DONE)
		return outcome == DB_AWAY ? PAPER_AWAY : PAPER_REFUSED;
	if (rows.count == 1 && text_is(rows_text(&rows, 0, 1), "again")) {
		*sheet = rows_number(&rows, 0, 2);
		return PAPER_AGAIN;
	}
	outcomes_read(arena, &rows, paper, sheet);
	return PAPER_TAKEN;
}
