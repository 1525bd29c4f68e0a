/* export_line: see export_line.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "export_line.h"

#include "json.h"

#include <stdio.h>
#include <string.h>

#define TIME_SIZE 40
#define NOWHERE (-1)

/* PostgreSQL's "2030-12-31 23:59:59.5" as RFC 3339 has it. */
static struct text time_write(char written[TIME_SIZE], struct text time)
{
	if (time.size < 19 || time.size > TIME_SIZE - 2)
		return text_literal("");
	memcpy(written, time.bytes, time.size);
	written[10] = 'T';
	written[time.size] = 'Z';
	written[time.size + 1] = '\0';
	return (struct text){written, time.size + 1};
}

static void csv_cell(struct csv *csv, enum export_kind kind, struct text cell)
{
	char time[TIME_SIZE];

	switch (kind) {
	case EXPORT_KEPT:
		return;
	case EXPORT_NUMBER:
		csv_plain(csv, cell);
		return;
	case EXPORT_TIME:
		csv_plain(csv, time_write(time, cell));
		return;
	case EXPORT_BOOL:
		csv_plain(csv, text_is(cell, "t") ? text_literal("true") : text_literal("false"));
		return;
	case EXPORT_TEXT:
		csv_text(csv, cell);
		return;
	}
}

static void csv_line(struct csv *csv, const struct export *export, const struct rows *page,
		     size_t row)
{
	size_t count;
	const struct export_column *columns = export_columns(export, &count);

	for (size_t i = 0; i < count; i++) {
		int place = (int)i;

		if (columns[i].kind != EXPORT_KEPT && rows_null(page, row, place))
			csv_plain(csv, text_literal(""));
		else
			csv_cell(csv, columns[i].kind, rows_text(page, row, place));
	}
	csv_end(csv);
}

static void json_cell(struct json *json, const struct export_column *column, struct text cell)
{
	char time[TIME_SIZE];

	switch (column->kind) {
	case EXPORT_KEPT:
		return;
	case EXPORT_NUMBER:
		json_word(json, column->name, cell);
		return;
	case EXPORT_TIME:
		json_text(json, column->name, time_write(time, cell));
		return;
	case EXPORT_BOOL:
		json_bool(json, column->name, text_is(cell, "t"));
		return;
	case EXPORT_TEXT:
		json_text(json, column->name, cell);
		return;
	}
}

static void jsonl_line(struct json *json, const struct export *export, const struct rows *page,
		       size_t row)
{
	size_t count;
	const struct export_column *columns = export_columns(export, &count);

	json_open(json, NULL, '{');
	for (size_t i = 0; i < count; i++) {
		int place = (int)i;

		if (rows_null(page, row, place))
			json_null(json, columns[i].name);
		else
			json_cell(json, &columns[i], rows_text(page, row, place));
	}
	json_close(json, '{');
}

/* Where OSDI's fields come from: columns of a page, NOWHERE if there is none such. */
struct places {
	int id, created, given_name, family_name, email, postal_code, country, language, comment,
		source;
};

static int place_of(const struct export *export, const char *name)
{
	size_t count;
	const struct export_column *columns = export_columns(export, &count);

	for (size_t i = 0; i < count; i++) {
		if (columns[i].kind != EXPORT_KEPT && strcmp(columns[i].name, name) == 0)
			return (int)i;
	}
	return NOWHERE;
}

static struct places places_of(const struct export *export)
{
	int signed_at = place_of(export, "signed_at");

	return (struct places){
		.id = place_of(export, "id"),
		.created = signed_at != NOWHERE ? signed_at : place_of(export, "confirmed_at"),
		.given_name = place_of(export, "given_name"),
		.family_name = place_of(export, "family_name"),
		.email = place_of(export, "email"),
		.postal_code = place_of(export, "postal_code"),
		.country = place_of(export, "country"),
		.language = place_of(export, "language"),
		.comment = place_of(export, "comment"),
		.source = place_of(export, "source"),
	};
}

static struct text cell_at(const struct rows *page, size_t row, int place)
{
	return place == NOWHERE ? text_literal("") : rows_text(page, row, place);
}

/* A member, where there is something to tell. */
static void json_filled(struct json *json, const char *name, struct text text)
{
	if (!text_empty(text))
		json_text(json, name, text);
}

static void osdi_person(struct json *json, const struct places *places, const struct rows *page,
			size_t row)
{
	struct text email = cell_at(page, row, places->email);
	struct text code = cell_at(page, row, places->postal_code);
	struct text country = cell_at(page, row, places->country);

	json_open(json, "person", '{');
	json_filled(json, "given_name", cell_at(page, row, places->given_name));
	json_filled(json, "family_name", cell_at(page, row, places->family_name));
	if (!text_empty(email)) {
		json_open(json, "email_addresses", '[');
		json_open(json, NULL, '{');
		json_bool(json, "primary", true);
		json_text(json, "address", email);
		json_text(json, "status", text_literal("subscribed"));
		json_close(json, '{');
		json_close(json, '[');
	}
	if (!text_empty(code) || !text_empty(country)) {
		json_open(json, "postal_addresses", '[');
		json_open(json, NULL, '{');
		json_bool(json, "primary", true);
		json_filled(json, "postal_code", code);
		json_filled(json, "country", country);
		json_close(json, '{');
		json_close(json, '[');
	}
	if (!text_empty(cell_at(page, row, places->language))) {
		json_open(json, "languages_spoken", '[');
		json_text(json, NULL, cell_at(page, row, places->language));
		json_close(json, '[');
	}
	json_close(json, '{');
}

static void osdi_line(struct json *json, const struct places *places, const struct rows *page,
		      size_t row)
{
	struct text source = cell_at(page, row, places->source);
	char written[TIME_SIZE], identifier[TIME_SIZE];
	struct text time = time_write(written, cell_at(page, row, places->created));

	json_open(json, NULL, '{');
	if (places->id != NOWHERE) {
		snprintf(identifier, sizeof(identifier), "undersigned:%.20s",
			 cell_at(page, row, places->id).bytes);
		json_open(json, "identifiers", '[');
		json_text(json, NULL, text_of(identifier));
		json_close(json, '[');
	}
	json_filled(json, "created_date", time);
	json_filled(json, "comments", cell_at(page, row, places->comment));
	if (!text_empty(source)) {
		json_open(json, "action_network:referrer_data", '{');
		json_text(json, "source", source);
		json_close(json, '{');
	}
	osdi_person(json, places, page, row);
	json_close(json, '{');
}

struct text export_head(const struct export *export, const struct export_style *style,
			struct arena *arena)
{
	struct csv csv = {.builder = {.arena = arena}};
	size_t count;
	const struct export_column *columns = export_columns(export, &count);

	if (style->format != EXPORT_CSV)
		return text_literal("");
	for (size_t i = 0; i < count; i++) {
		if (columns[i].kind != EXPORT_KEPT)
			csv_plain(&csv, text_of(columns[i].name));
	}
	csv_end(&csv);
	return builder_done(&csv.builder);
}

static struct text csv_lines(const struct export *export, enum csv_cells cells,
			     const struct rows *page, struct arena *arena)
{
	struct csv csv = {.builder = {.arena = arena}, .cells = cells};

	for (size_t row = 0; row < page->count; row++)
		csv_line(&csv, export, page, row);
	return builder_done(&csv.builder);
}

static struct text json_lines(const struct export *export, enum export_format format,
			      const struct rows *page, struct arena *arena)
{
	struct json json = {.builder = {.arena = arena}};
	struct places places = places_of(export);

	for (size_t row = 0; row < page->count; row++) {
		json.goes_on = false;
		if (format == EXPORT_OSDI)
			osdi_line(&json, &places, page, row);
		else
			jsonl_line(&json, export, page, row);
		builder_string(&json.builder, "\n");
	}
	return builder_done(&json.builder);
}

struct text export_lines(const struct export *export, const struct export_style *style,
			 const struct rows *page, struct arena *arena)
{
	return style->format == EXPORT_CSV ? csv_lines(export, style->cells, page, arena)
					   : json_lines(export, style->format, page, arena);
}
