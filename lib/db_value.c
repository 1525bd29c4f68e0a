/* db_value: see db_value.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db_value.h"

static void item_begin(struct db_array *array)
{
	builder_string(&array->builder, array->builder.size == 0 ? "{" : ",");
}

void db_array_text(struct db_array *array, struct text item)
{
	size_t start = 0;

	item_begin(array);
	builder_string(&array->builder, "\"");
	for (size_t i = 0; i < item.size; i++) {
		if (item.bytes[i] != '"' && item.bytes[i] != '\\')
			continue;
		builder_add(&array->builder, item.bytes + start, i - start);
		builder_string(&array->builder, "\\");
		start = i;
	}
	builder_add(&array->builder, item.bytes + start, item.size - start);
	builder_string(&array->builder, "\"");
}

void db_array_null(struct db_array *array)
{
	item_begin(array);
	builder_string(&array->builder, "NULL");
}

void db_array_number(struct db_array *array, int64_t item)
{
	item_begin(array);
	builder_format(&array->builder, "%lld", (long long)item);
}

static void add_hex(struct builder *builder, const uint8_t *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		builder_add(builder, &digits[bytes[i] >> 4], 1);
		builder_add(builder, &digits[bytes[i] & 15], 1);
	}
}

void db_array_bytes(struct db_array *array, const uint8_t *bytes, size_t size)
{
	item_begin(array);
	builder_string(&array->builder, "\"\\\\x");
	add_hex(&array->builder, bytes, size);
	builder_string(&array->builder, "\"");
}

const char *db_array_done(struct db_array *array)
{
	if (array->builder.size == 0)
		builder_string(&array->builder, "{");
	builder_string(&array->builder, "}");
	return builder_done(&array->builder).bytes;
}

const char *db_number(struct arena *arena, int64_t number)
{
	return text_format(arena, "%lld", (long long)number).bytes;
}

const char *db_bool(bool yes)
{
	return yes ? "t" : "f";
}

const char *db_bytes(struct arena *arena, struct text bytes)
{
	struct builder builder = {.arena = arena};

	builder_string(&builder, "\\x");
	add_hex(&builder, (const uint8_t *)bytes.bytes, bytes.size);
	return builder_done(&builder).bytes;
}
