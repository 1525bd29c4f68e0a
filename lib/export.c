/* export: see export.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "export.h"

/* So many rows that a call costs little beside them; fewer where comments are long, so that a page
 * takes no more memory than that. */
#define PAGE_LIMIT 5000
#define PAGE_LEAST 200
#define PAGE_MEMORY ((size_t)2500000)
/* Ids are those of all petitions together, and not every signature is confirmed: a page goes through
 * as many ids as it takes to fill it, but never so many that the call takes long. */
#define SPAN_LIMIT 200000
#define VALUES_LIMIT 6

static const struct export_column own_columns[] = {
	{"id", EXPORT_NUMBER},        {"signed_at", EXPORT_TIME},   {"confirmed_at", EXPORT_TIME},
	{"given_name", EXPORT_TEXT},  {"family_name", EXPORT_TEXT}, {"email", EXPORT_TEXT},
	{"postal_code", EXPORT_TEXT}, {"country", EXPORT_TEXT},     {"language", EXPORT_TEXT},
	{"comment", EXPORT_TEXT},     {"source", EXPORT_TEXT},      {"show_name", EXPORT_BOOL},
	{"news", EXPORT_BOOL},
};

static const struct export_column shared_columns[] = {
	{"id", EXPORT_KEPT},           {"given_name", EXPORT_TEXT}, {"family_name", EXPORT_TEXT},
	{"email", EXPORT_TEXT},        {"language", EXPORT_TEXT},   {"confirmed_at", EXPORT_TIME},
	{"consented_at", EXPORT_TIME}, {"asked", EXPORT_TEXT},
};

struct export
{
	struct db *db;
	struct arena *pages[2]; /* of the one that was taken, and of the one that is asked for */
	struct question question;
	const char *values[VALUES_LIMIT];
	unsigned turn;
	bool asked;
	bool shared;
	const char *petition;
	const char *organization;
	const char *since;
	int64_t first, last; /* ids of the petition's signatures */
	int64_t at;          /* the pages taken so far end here */
	int64_t upto;        /* the page that is asked for ends here, unless it is full before */
	int64_t span;        /* so many ids are gone through at once */
	size_t size;         /* so many rows fill a page */
	struct text seen_until, organization_slug, organization_name;
};

static void export_close(void *handle)
{
	struct export *export = handle;

	for (size_t i = 0; i < 2; i++)
		arena_free(export->pages[i]);
}

/* The page behind the last one. */
static enum db_outcome page_ask(struct export *export)
{
	struct arena *arena = export->pages[export->turn];
	enum db_outcome outcome;
	size_t count = 0;

	arena_reset(arena);
	export->values[count++] = export->petition;
	if (export->shared)
		export->values[count++] = export->organization;
	export->upto = export->at + export->span;
	export->values[count++] = db_number(arena, export->at);
	export->values[count++] = db_number(arena, export->upto);
	export->values[count++] = db_number(arena, (int64_t)(export->size));
	export->values[count++] = export->since;
	export->question =
		(struct question){.function = export->shared ? "share_page" : "export_page",
				  .values = export->values,
				  .count = count};
	outcome = db_ask(export->db, arena, &export->question);
	export->asked = outcome == DB_DONE;
	return outcome;
}

static enum export_outcome failed(enum db_outcome outcome)
{
	return outcome == DB_AWAY ? EXPORT_AWAY : EXPORT_REFUSED;
}

static void export_read(struct export *export, const struct rows *rows,
			const struct export_wanted *wanted)
{
	export->shared = wanted->organization != NULL;
	export->since = wanted->since == NULL ? NULL : rows_text(rows, 0, 7).bytes;
	export->petition = rows_text(rows, 0, 0).bytes;
	export->organization = rows_text(rows, 0, 1).bytes;
	export->organization_slug = rows_text(rows, 0, 2);
	export->organization_name = rows_text(rows, 0, 3);
	export->first = rows_number(rows, 0, 4);
	export->last = rows_number(rows, 0, 5);
	export->seen_until = rows_text(rows, 0, 6);
	export->at = wanted->after > export->first - 1 ? wanted->after : export->first - 1;
	export->span = PAGE_LIMIT;
	export->size = PAGE_LEAST;
}

must_check enum export_outcome export_open(struct db *db, struct arena *arena,
					   const struct export_wanted *wanted,
					   struct export **opened)
{
	const char *values[] = {wanted->petition, wanted->organization, wanted->since};
	struct export *export = arena_get(arena, sizeof(*export));
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "export_open", values, 3, &rows);

	if (outcome != DB_DONE)
		return failed(outcome);
	if (rows.count == 0)
		return EXPORT_NO_PETITION;
	if (wanted->organization != NULL && rows_null(&rows, 0, 1))
		return EXPORT_NO_ORGANIZATION;
	export->db = db;
	for (size_t i = 0; i < 2; i++)
		export->pages[i] = arena_new();
	arena_defer(arena, export_close, export);
	export_read(export, &rows, wanted);
	*opened = export;
	return EXPORT_OPENED;
}

const struct export_column *export_columns(const struct export *export, size_t *count)
{
	if (export->shared) {
		*count = sizeof(shared_columns) / sizeof(shared_columns[0]);
		return shared_columns;
	}
	*count = sizeof(own_columns) / sizeof(own_columns[0]);
	return own_columns;
}

/* By what a row of the last page took. */
static size_t page_size(size_t row)
{
	size_t size = row == 0 ? PAGE_LIMIT : PAGE_MEMORY / row;

	if (size < PAGE_LEAST)
		return PAGE_LEAST;
	return size > PAGE_LIMIT ? PAGE_LIMIT : size;
}

static void page_end(struct export *export, const struct rows *rows)
{
	if (rows->count == export->size)
		export->at = rows_number(rows, rows->count - 1, 0);
	else
		export->at = export->upto;
	if (rows->count < export->size / 2 && export->span < SPAN_LIMIT)
		export->span *= 2;
	if (rows->count > 0)
		export->size = page_size(rows_memory(rows) / rows->count);
	export->turn = 1 - export->turn;
}

must_check enum db_outcome export_next(struct export *export, struct rows *rows, bool *end)
{
	enum db_outcome outcome = DB_DONE;

	*end = !export->asked && export->at >= export->last;
	if (*end)
		return outcome;
	if (!export->asked)
		outcome = page_ask(export);
	if (outcome == DB_DONE)
		outcome = db_take(export->db, export->pages[export->turn], &export->question, rows);
	export->asked = false;
	if (outcome != DB_DONE)
		return outcome;
	page_end(export, rows);
	/* Where that fails, the next call asks once more, and says so. */
	if (export->at < export->last)
		(void)page_ask(export);
	return DB_DONE;
}

int64_t export_at(const struct export *export)
{
	return export->at < export->last ? export->at : export->last;
}

unsigned export_percent(const struct export *export)
{
	int64_t all = export->last - export->first + 1, done = export->at - export->first + 1;

	return done >= all ? 100 : (unsigned)(done * 100 / all);
}

struct text export_seen_until(const struct export *export)
{
	return export->seen_until;
}

struct text export_organization_slug(const struct export *export)
{
	return export->organization_slug;
}

struct text export_organization_name(const struct export *export)
{
	return export->organization_name;
}
