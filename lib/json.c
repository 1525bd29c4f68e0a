/* json: see json.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "json.h"

static bool is_plain(char byte)
{
	return byte != '"' && byte != '\\' && (unsigned char)byte >= ' ';
}

static void add_string(struct builder *builder, struct text text)
{
	size_t start = 0;

	builder_add(builder, "\"", 1);
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.bytes[i];

		if (is_plain(byte))
			continue;
		builder_add(builder, text.bytes + start, i - start);
		if (byte == '"' || byte == '\\')
			builder_format(builder, "\\%c", byte);
		else
			builder_format(builder, "\\u%04x", (unsigned char)byte);
		start = i + 1;
	}
	builder_add(builder, text.bytes + start, text.size - start);
	builder_add(builder, "\"", 1);
}

static void begin(struct json *json, const char *name)
{
	if (json->goes_on)
		builder_string(&json->builder, ", ");
	json->goes_on = true;
	if (name == NULL)
		return;
	add_string(&json->builder, text_of(name));
	builder_string(&json->builder, ": ");
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
