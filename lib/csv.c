/* csv: see csv.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "csv.h"

#include <string.h>

bool csv_is_formula(struct text text)
{
	/* U+FF1D, U+FF0B, U+FF0D, U+FF20 */
	static const char *const wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
					   "\xef\xbc\xa0"};
	size_t at = 0;

	while (at < text.size && text.bytes[at] == '\'')
		at++;
	if (at == text.size)
		return false;
	switch (text.bytes[at]) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\r':
	case '\n':
		return true;
	case '\xef':
		for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
			if (text.size - at >= 3 && memcmp(text.bytes + at, wide[i], 3) == 0)
				return true;
		}
		return false;
	default:
		return false;
	}
}

struct text csv_bare(struct text cell)
{
	if (cell.size > 0 && cell.bytes[0] == '\'' && csv_is_formula(cell))
		return (struct text){cell.bytes + 1, cell.size - 1};
	return cell;
}

/* A million rows have ten million cells: each is written into room that it surely fits into. */
static char *cell_begin(struct csv *csv, size_t most)
{
	char *to = builder_room(&csv->builder, most + 1);

	if (csv->goes_on)
		*to++ = ',';
	csv->goes_on = true;
	return to;
}

static void cell_end(struct csv *csv, const char *to)
{
	csv->builder.size = (size_t)(to - csv->builder.bytes);
}

void csv_text(struct csv *csv, struct text text)
{
	char *to = cell_begin(csv, 2 * text.size + 3);

	*to++ = '"';
	if (csv->cells == CSV_SAFE && csv_is_formula(text))
		*to++ = '\'';
	if (memchr(text.bytes, '"', text.size) == NULL) {
		memcpy(to, text.bytes, text.size);
		to += text.size;
	} else {
		for (size_t i = 0; i < text.size; i++) {
			if (text.bytes[i] == '"')
				*to++ = '"';
			*to++ = text.bytes[i];
		}
	}
	*to++ = '"';
	cell_end(csv, to);
}

void csv_plain(struct csv *csv, struct text word)
{
	char *to = cell_begin(csv, word.size);

	memcpy(to, word.bytes, word.size);
	cell_end(csv, to + word.size);
}

void csv_end(struct csv *csv)
{
	builder_add(&csv->builder, "\r\n", 2);
	csv->goes_on = false;
}

static bool at_line_end(const struct csv_reader *reader)
{
	return reader->rest.size > 0 &&
	       (reader->rest.bytes[0] == '\n' || reader->rest.bytes[0] == '\r');
}

static char take_byte(struct csv_reader *reader)
{
	char byte = reader->rest.bytes[0];

	reader->rest.bytes++;
	reader->rest.size--;
	/* CR LF ends one line, with its LF. */
	if (byte == '\n' ||
	    (byte == '\r' && (reader->rest.size == 0 || reader->rest.bytes[0] != '\n')))
		reader->lines++;
	return byte;
}

/* How many bytes the cell takes in the file. False when its quote is never closed. */
static bool cell_room(struct text rest, char separator, size_t *room)
{
	const char *at = rest.bytes, *end = rest.bytes + rest.size;

	if (at < end && *at == '"') {
		at++;
		while ((at = memchr(at, '"', (size_t)(end - at))) != NULL && at + 1 < end &&
		       at[1] == '"')
			at += 2;
		if (at == NULL)
			return false;
		at++;
	}
	while (at < end && *at != separator && *at != '\n' && *at != '\r')
		at++;
	*room = (size_t)(at - rest.bytes);
	return true;
}

/* Up to the separator or the end of the line, neither taken. */
static bool cell_read(struct csv_reader *reader, struct arena *arena, char separator,
		      struct text *text)
{
	bool quoted = reader->rest.size > 0 && reader->rest.bytes[0] == '"';
	size_t room, size = 0;
	char *cell;

	if (!cell_room(reader->rest, separator, &room))
		return false;
	cell = arena_get(arena, room + 1);
	if (quoted) {
		take_byte(reader);
		room--;
	}
	for (; room > 0; room--) {
		char byte = take_byte(reader);

		if (quoted && byte == '"') {
			quoted = room > 1 && reader->rest.bytes[0] == '"';
			if (!quoted)
				continue;
			take_byte(reader);
			room--;
		}
		cell[size++] = byte;
	}
	*text = (struct text){cell, size};
	return true;
}

/* The rest of the line. False when a quote is open; *filled: something stands in it. */
static bool row_read(struct csv_reader *reader, struct arena *arena, char separator,
		     struct csv_row *row, bool *filled)
{
	bool more = reader->rest.size > 0;
	struct text cell;

	*filled = false;
	row->count = 0;
	while (more) {
		if (!cell_read(reader, arena, separator, &cell))
			return false;
		*filled = *filled || cell.size > 0;
		if (row->count < CSV_CELLS_LIMIT)
			row->cells[row->count++] = cell;
		more = reader->rest.size > 0 && !at_line_end(reader);
		if (more)
			take_byte(reader);
	}
	return true;
}

must_check enum csv_outcome csv_read(struct csv_reader *reader, struct arena *arena, char separator,
				     struct csv_row *row)
{
	bool filled = false;

	if (reader->lines == 0 && text_starts(reader->rest, CSV_MARK))
		reader->rest = (struct text){reader->rest.bytes + 3, reader->rest.size - 3};
	while (!filled && reader->rest.size > 0) {
		while (at_line_end(reader))
			take_byte(reader);
		reader->line = reader->lines + 1;
		if (!row_read(reader, arena, separator, row, &filled))
			return CSV_OPEN;
	}
	return filled ? CSV_ROW : CSV_END;
}
