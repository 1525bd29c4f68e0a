/* field: see field.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "field.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Takes a line off the rest, without what ends it. */
static struct text line_next(struct text *rest)
{
	const char *newline = memchr(rest->bytes, '\n', rest->size);
	size_t size = newline == NULL ? rest->size : (size_t)(newline - rest->bytes);
	struct text line = {rest->bytes, size};
	size_t taken = size + (newline != NULL);

	*rest = (struct text){rest->bytes + taken, rest->size - taken};
	if (line.size > 0 && line.bytes[line.size - 1] == '\r')
		line.size--;
	return line;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool goes_on(struct text rest)
{
	return rest.size > 0 && is_blank(rest.bytes[0]);
}

static void add_printable(struct builder *value, struct text line)
{
	size_t start = 0;

	while (start < line.size && is_blank(line.bytes[start]))
		start++;
	while (line.size > start && is_blank(line.bytes[line.size - 1]))
		line.size--;
	if (value->size > 0 && line.size > start)
		builder_string(value, " ");
	for (size_t i = start; i < line.size; i++) {
		char c = line.bytes[i] == '\t' ? ' ' : line.bytes[i];

		builder_add(value, c >= ' ' && c <= '~' ? &c : "?", 1);
	}
}

/* RFC 5322, section 3.6.8: printable characters but the colon; some put a blank before it. */
static bool name_take(struct text line, struct text *name)
{
	const char *colon = memchr(line.bytes, ':', line.size);
	size_t size = colon == NULL ? 0 : (size_t)(colon - line.bytes);

	while (size > 0 && is_blank(line.bytes[size - 1]))
		size--;
	for (size_t i = 0; i < size; i++) {
		if (!isgraph((unsigned char)line.bytes[i]))
			return false;
	}
	*name = (struct text){line.bytes, size};
	return size > 0;
}

must_check bool field_next(struct arena *arena, struct text *rest, struct field *field)
{
	while (rest->size > 0) {
		struct text line = line_next(rest);
		struct builder value = {.arena = arena};
		bool is_field = name_take(line, &field->name);

		if (line.size == 0)
			return false;
		if (is_field) {
			size_t at = (size_t)((const char *)memchr(line.bytes, ':', line.size) -
					     line.bytes) +
				    1;

			add_printable(&value, (struct text){line.bytes + at, line.size - at});
		}
		while (goes_on(*rest)) {
			struct text more = line_next(rest);

			if (is_field)
				add_printable(&value, more);
		}
		if (is_field) {
			field->value = builder_done(&value);
			return true;
		}
	}
	return false;
}

bool field_is(const struct field *field, const char *name)
{
	return field->name.size == strlen(name) &&
	       strncasecmp(field->name.bytes, name, field->name.size) == 0;
}

bool field_says(const struct field *field, const char *word)
{
	size_t size = strlen(word);
	const char *value = field->value.bytes;

	return field->value.size >= size && strncasecmp(value, word, size) == 0 &&
	       !isalnum((unsigned char)value[size]) && value[size] != '-';
}
