/* json: see json.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "json.h"

#include <string.h>

/* As many bytes as a string can have, with its quotes: six for each (RFC 8259, section 7). */
static size_t string_most(struct text text)
{
	return 6 * text.size + 2;
}

static char *string_write(char *to, struct text text)
{
	static const char digits[] = "0123456789abcdef";

	*to++ = '"';
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];

		if (byte == '"' || byte == '\\') {
			*to++ = '\\';
		} else if (byte < ' ') {
			memcpy(to, "\\u00", 4);
			to[4] = digits[byte >> 4];
			to += 5;
			byte = (unsigned char)digits[byte & 15];
		}
		*to++ = (char)byte;
	}
	*to++ = '"';
	return to;
}

static void add_string(struct builder *builder, struct text text)
{
	char *to = builder_room(builder, string_most(text));

	builder->size = (size_t)(string_write(to, text) - builder->bytes);
}

static void begin(struct json *json, const char *name)
{
	if (json->goes_on)
		builder_add(&json->builder, ", ", 2);
	json->goes_on = true;
	if (name == NULL)
		return;
	add_string(&json->builder, text_of(name));
	builder_add(&json->builder, ": ", 2);
}

void json_text(struct json *json, const char *name, struct text text)
{
	begin(json, name);
	add_string(&json->builder, text);
}

void json_number(struct json *json, const char *name, unsigned long long number)
{
	begin(json, name);
	builder_format(&json->builder, "%llu", number);
}

void json_word(struct json *json, const char *name, struct text number)
{
	begin(json, name);
	builder_text(&json->builder, number);
}

void json_null(struct json *json, const char *name)
{
	begin(json, name);
	builder_string(&json->builder, "null");
}

void json_bool(struct json *json, const char *name, bool yes)
{
	begin(json, name);
	builder_string(&json->builder, yes ? "true" : "false");
}

void json_open(struct json *json, const char *name, char with)
{
	begin(json, name);
	builder_add(&json->builder, &with, 1);
	json->goes_on = false;
}

void json_close(struct json *json, char with)
{
	builder_string(&json->builder, with == '{' ? "}" : "]");
	json->goes_on = true;
}

struct text json_done(struct json *json)
{
	return builder_done(&json->builder);
}
