/* form: a body becomes fields, or is said to be broken or crowded. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "form.h"
#include "check.h"

#include <string.h>

struct form_row {
	const char *name;
	struct text body;
	enum form_outcome outcome;
	const char *a; /* the value of field a */
};

static const struct form_row forms[] = {
	{"empty body", text_bytes(""), FORM_READ, ""},
	{"one field", text_bytes("a=b"), FORM_READ, "b"},
	{"two fields", text_bytes("x=y&a=b"), FORM_READ, "b"},
	{"empty value", text_bytes("a="), FORM_READ, ""},
	{"no value", text_bytes("a"), FORM_READ, ""},
	{"no name", text_bytes("=b"), FORM_READ, ""},
	{"not there", text_bytes("aa=b&A=c"), FORM_READ, ""},
	{"the first of two", text_bytes("a=b&a=c"), FORM_READ, "b"},
	{"an empty first of two", text_bytes("a=&a=c"), FORM_READ, ""},
	{"empty pairs", text_bytes("&&a=b&&"), FORM_READ, "b"},
	{"only ampersands", text_bytes("&&&"), FORM_READ, ""},
	{"= in the value", text_bytes("a=b=c"), FORM_READ, "b=c"},
	{"; does not part", text_bytes("a=b;c=d"), FORM_READ, "b;c=d"},
	{"plus", text_bytes("a=b+c"), FORM_READ, "b c"},
	{"encoded plus", text_bytes("a=b%2Bc"), FORM_READ, "b+c"},
	{"encoded ampersand", text_bytes("a=b%26c%3Dd"), FORM_READ, "b&c=d"},
	{"encoded percent", text_bytes("a=%2500"), FORM_READ, "%00"},
	{"encoded name", text_bytes("%61=b"), FORM_READ, "b"},
	{"small hex", text_bytes("a=%c3%a9"), FORM_READ, "\u00e9"},
	{"capital hex", text_bytes("a=%C3%A9"), FORM_READ, "\u00e9"},
	{"raw UTF-8", text_bytes("a=\u00e9"), FORM_READ, "\u00e9"},
	{"percent alone", text_bytes("a=100%"), FORM_READ, "100%"},
	{"percent and one digit", text_bytes("a=100%2"), FORM_READ, "100%2"},
	{"percent and no digits", text_bytes("a=%zz"), FORM_READ, "%zz"},
	{"white space at the ends", text_bytes("a=+b+%0D%0A"), FORM_READ, "b"},
	{"CR LF in the value", text_bytes("a=b%0D%0Ac"), FORM_READ, "b\nc"},
	{"normalised", text_bytes("a=e%CC%81"), FORM_READ, "\u00e9"},
	{"a control character", text_bytes("a=b%07c"), FORM_READ, "bc"},
	{"a bidirectional override", text_bytes("a=b%E2%80%AEc"), FORM_READ, "bc"},
	{"encoded NUL", text_bytes("a=b%00c"), FORM_BROKEN, NULL},
	{"encoded NUL in a name", text_bytes("a%00=b"), FORM_BROKEN, NULL},
	{"encoded NUL elsewhere", text_bytes("a=b&c=%00"), FORM_BROKEN, NULL},
	{"raw NUL", text_bytes("a=b\0c"), FORM_BROKEN, NULL},
	{"not UTF-8", text_bytes("a=%ff"), FORM_BROKEN, NULL},
	{"raw and not UTF-8", text_bytes("a=\xff"), FORM_BROKEN, NULL},
	{"not UTF-8 elsewhere", text_bytes("a=b&c=%E2%82"), FORM_BROKEN, NULL},
	{"an overlong character", text_bytes("a=%C0%AF"), FORM_BROKEN, NULL},
	{"a surrogate", text_bytes("a=%ED%A0%80"), FORM_BROKEN, NULL},
	{"UTF-8 split over two fields", text_bytes("a=%C3&b=%A9"), FORM_BROKEN, NULL},
	{"JSON", text_bytes("{\"a\": \"b\"}"), FORM_READ, ""},
};

static void reads(const void *row)
{
	const struct form_row *expected = row;
	const struct form *form;

	assert_int_equal(form_read(arena, expected->body, &form), expected->outcome);
	if (expected->outcome == FORM_READ)
		check_text(form_field(form, "a"), expected->a);
}

static struct text fields(unsigned count)
{
	struct builder builder = {.arena = arena};

	for (unsigned i = 0; i < count; i++)
		builder_format(&builder, "%sf%u=%u", i == 0 ? "" : "&", i, i);
	return builder_done(&builder);
}

static void takes_many_fields(void)
{
	const struct form *form;

	assert_int_equal(form_read(arena, fields(600), &form), FORM_READ);
	check_text(form_field(form, "f0"), "0");
	check_text(form_field(form, "f599"), "599");
}

static void refuses_a_crowd(void)
{
	const struct form *form;

	assert_int_equal(form_read(arena, fields(601), &form), FORM_CROWDED);
	check_text(form_field(form, "f0"), "");
	assert_int_equal(form_read(arena, fields(10000), &form), FORM_CROWDED);
}

/* A body that is a piece of memory, with other bytes behind it. */
static void reads_no_byte_behind(void)
{
	const struct form *form;

	assert_int_equal(form_read(arena, (struct text){"a=bc&d=e", 3}, &form), FORM_READ);
	check_text(form_field(form, "a"), "b");
	check_text(form_field(form, "d"), "");
	assert_int_equal(form_read(arena, (struct text){"a=%C3%A9", 5}, &form), FORM_BROKEN);
}

static void reads_a_large_field(void)
{
	size_t size = 65536;
	char *body = arena_get(arena, size);
	const struct form *form;

	memset(body, '+', size);
	memcpy(body, "a=b", 3);
	body[size - 1] = 'c';
	assert_int_equal(form_read(arena, (struct text){body, size}, &form), FORM_READ);
	assert_int_equal(form_field(form, "a").size, size - 2);
}

static void finds_one_of_several_values(void)
{
	const struct form *form;

	assert_int_equal(form_read(arena, text_literal("a=b&x=y&a=&a=c%20d"), &form), FORM_READ);
	assert_true(form_has(form, "a", text_literal("b")));
	assert_true(form_has(form, "a", text_literal("c d")));
	assert_true(form_has(form, "a", text_literal("")));
	assert_false(form_has(form, "a", text_literal("c")));
	assert_false(form_has(form, "a", text_literal("y")));
	assert_false(form_has(form, "b", text_literal("")));
}

int main(void)
{
	check_rows("read", reads, forms);
	check("takes many fields", takes_many_fields);
	check("refuses a crowd", refuses_a_crowd);
	check("finds one of several values", finds_one_of_several_values);
	check("reads no byte behind", reads_no_byte_behind);
	check("reads a large field", reads_a_large_field);
	return check_run();
}
