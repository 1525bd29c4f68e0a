/* wrap: see wrap.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "wrap.h"

#include <string.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#define ENCODING "UTF-8"

/* A line, and where it may be broken. */
struct wrapping {
	struct builder *builder;
	const char *bytes;
	size_t size;
	size_t indent;
	char *breaks; /* of libunistring: one for each byte; NULL: it is short, and stays whole */
	unsigned columns;
};

/* Unicode would break a link behind a slash. */
static bool may_break(const struct wrapping *line, size_t at)
{
	const char *bytes = line->bytes;

	return line->breaks[at] == UC_BREAK_POSSIBLE &&
	       (bytes[at - 1] == ' ' || (bytes[at - 1] & 0x80) != 0 || (bytes[at] & 0x80) != 0);
}

/* What fits into a line from start on; more, if there is no place to break. */
static size_t fitting(const struct wrapping *line, size_t start)
{
	unsigned column = (unsigned)line->indent;
	size_t last = 0;

	if (line->breaks == NULL)
		return line->size;
	for (size_t at = start; at < line->size;) {
		const uint8_t *bytes = (const uint8_t *)line->bytes + at;
		ucs4_t character;
		int size = u8_mbtouc(&character, bytes, line->size - at);
		int width = uc_width(character, ENCODING);

		if (at > start && may_break(line, at))
			last = at;
		column += width > 0 ? (unsigned)width : 0;
		/* A space at the end of a line is not seen. */
		if (column > line->columns && character != ' ' && last > 0)
			return last;
		at += (size_t)size;
	}
	return line->size;
}

static void wrap_line(struct wrapping *line)
{
	size_t start = line->indent;

	if (line->breaks != NULL)
		u8_possible_linebreaks((const uint8_t *)line->bytes, line->size, ENCODING,
				       line->breaks);
	while (start < line->size) {
		size_t end = fitting(line, start);
		size_t shown = end;

		while (shown > start && line->bytes[shown - 1] == ' ')
			shown--;
		if (start > line->indent)
			builder_string(line->builder, "\n");
		builder_add(line->builder, line->bytes, line->indent);
		builder_add(line->builder, line->bytes + start, shown - start);
		start = end;
	}
}

struct text wrap_text(struct arena *arena, struct text text, unsigned columns)
{
	struct builder builder = {.arena = arena};
	const char *at = text.bytes, *end = text.bytes + text.size;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t size = (size_t)((newline == NULL ? end : newline) - at);
		struct wrapping line = {&builder, at, size, 0, NULL, columns};

		/* No character is wider than its bytes are many. */
		if (size > columns)
			line.breaks = arena_get(arena, size + 1);
		while (line.indent < size && at[line.indent] == ' ')
			line.indent++;
		wrap_line(&line);
		if (newline != NULL)
			builder_string(&builder, "\n");
		at += size + (newline != NULL);
	}
	return builder_done(&builder);
}
