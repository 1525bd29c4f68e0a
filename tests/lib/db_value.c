/* db_value: arrays and values that PostgreSQL reads as they were meant. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db_value.h"
#include "check.h"

struct text_row {
	const char *name;
	struct text item;
	const char *array;
};

/* PostgreSQL 8.15.6: in quotes, only a quote and a backslash need a backslash. */
static const struct text_row texts[] = {
	{"empty", text_bytes(""), "{\"\"}"},
	{"plain", text_bytes("Ada"), "{\"Ada\"}"},
	{"NULL is a word", text_bytes("NULL"), "{\"NULL\"}"},
	{"comma", text_bytes("a,b"), "{\"a,b\"}"},
	{"braces", text_bytes("{a}"), "{\"{a}\"}"},
	{"quote", text_bytes("\""), "{\"\\\"\"}"},
	{"backslash", text_bytes("\\"), "{\"\\\\\"}"},
	{"quotes and backslashes", text_bytes("a\"b\\c\"\""), "{\"a\\\"b\\\\c\\\"\\\"\"}"},
	{"backslash at the end", text_bytes("a\\"), "{\"a\\\\\"}"},
	{"apostrophe", text_bytes("O'Brien"), "{\"O'Brien\"}"},
	{"an end of the array", text_bytes("\"},{\""), "{\"\\\"},{\\\"\"}"},
	{"newline", text_bytes("a\nb"), "{\"a\nb\"}"},
	{"spaces", text_bytes(" a "), "{\" a \"}"},
	{"UTF-8", text_bytes("\u00e9\U0001f600"), "{\"\u00e9\U0001f600\"}"},
};

static void quotes_a_text(const void *row)
{
	const struct text_row *expected = row;
	struct db_array array = {{.arena = arena}};

	db_array_text(&array, expected->item);
	assert_string_equal(db_array_done(&array), expected->array);
}

static void joins_items(void)
{
	struct db_array texts_and_nulls = {{.arena = arena}}, numbers = {{.arena = arena}},
			bytes = {{.arena = arena}};
	const uint8_t key[] = {0x00, 0x0f, 0xa0, 0xff};

	db_array_null(&texts_and_nulls);
	db_array_text(&texts_and_nulls, text_literal("a"));
	db_array_null(&texts_and_nulls);
	assert_string_equal(db_array_done(&texts_and_nulls), "{NULL,\"a\",NULL}");
	db_array_number(&numbers, 0);
	db_array_number(&numbers, INT64_MAX);
	db_array_number(&numbers, INT64_MIN);
	assert_string_equal(db_array_done(&numbers),
			    "{0,9223372036854775807,-9223372036854775808}");
	db_array_bytes(&bytes, key, sizeof(key));
	db_array_bytes(&bytes, key, 0);
	assert_string_equal(db_array_done(&bytes), "{\"\\\\x000fa0ff\",\"\\\\x\"}");
}

static void array_of_nothing(void)
{
	struct db_array array = {{.arena = arena}};

	assert_string_equal(db_array_done(&array), "{}");
}

static void writes_values(void)
{
	assert_string_equal(db_bytes(arena, text_bytes("\0a\xff")), "\\x0061ff");
	assert_string_equal(db_bytes(arena, text_literal("")), "\\x");
	assert_string_equal(db_number(arena, 0), "0");
	assert_string_equal(db_number(arena, -5), "-5");
	assert_string_equal(db_number(arena, INT64_MAX), "9223372036854775807");
	assert_string_equal(db_bool(true), "t");
	assert_string_equal(db_bool(false), "f");
}

int main(void)
{
	check_rows("text", quotes_a_text, texts);
	check("joins items", joins_items);
	check("array of nothing", array_of_nothing);
	check("writes values", writes_values);
	return check_run();
}
