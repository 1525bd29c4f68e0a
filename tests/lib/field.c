/* field: names and values of a mail's headers, whatever bytes they come in. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "field.h"
#include "check.h"

#include <string.h>

struct read_row {
	const char *name;
	struct text bytes;
	const char *read; /* NAME=VALUE; and a | where a group ends */
};

static const struct read_row readings[] = {
	{"nothing", text_bytes(""), ""},
	{"one", text_bytes("To: a@b\n"), "To=a@b;|"},
	{"without a newline", text_bytes("To: a@b"), "To=a@b;|"},
	{"CR LF", text_bytes("To: a\r\nFrom: b\r\n"), "To=a;From=b;|"},
	{"folded", text_bytes("To: a\n b\n\tc\nFrom: d\n"), "To=a b c;From=d;|"},
	{"folded at once", text_bytes("To:\r\n a\r\n"), "To=a;|"},
	{"folded in blanks", text_bytes("To: a\n  \n b\n"), "To=a b;|"},
	{"blanks", text_bytes("To \t: \t a  b \t\n"), "To=a  b;|"},
	{"no value", text_bytes("To:\nFrom: \n"), "To=;From=;|"},
	{"colons", text_bytes("To: a:b: c\n"), "To=a:b: c;|"},
	{"groups", text_bytes("A: 1\n\nB: 2\nC: 3\n\n\nD: 4\n"), "A=1;|B=2;C=3;||D=4;|"},
	{"no fields", text_bytes("words\n more: words\n: a\nB: c\n"), "B=c;|"},
	{"a space in the name", text_bytes("a b: c\nD: e\n"), "D=e;|"},
	{"other bytes", text_bytes("To: a\0b\xff\r\x1b[1mc\n"), "To=a?b???[1mc;|"},
	{"other bytes in the name", text_bytes("T\xffo: a\nB: c\n"), "B=c;|"},
};

static void reads(const void *row)
{
	const struct read_row *expected = row;
	struct builder read = {.arena = arena};
	struct text rest = expected->bytes;
	struct field field;

	while (rest.size > 0) {
		while (field_next(arena, &rest, &field)) {
			builder_text(&read, field.name);
			builder_format(&read, "=%s;", field.value.bytes);
		}
		builder_string(&read, "|");
	}
	check_text(builder_done(&read), expected->read);
}

static void compares(void)
{
	struct field field = {text_literal("Action"), text_literal("Failed (gone)")};

	assert_true(field_is(&field, "action"));
	assert_false(field_is(&field, "actio"));
	assert_false(field_is(&field, "actions"));
	assert_true(field_says(&field, "failed"));
	assert_false(field_says(&field, "fail"));
	assert_false(field_says(&field, "failed (gone) for good"));
	field.value = text_literal("not-spam");
	assert_true(field_says(&field, "not-spam"));
	assert_false(field_says(&field, "not"));
}

int main(void)
{
	check_rows("read", reads, readings);
	check("compares without capitals", compares);
	return check_run();
}
