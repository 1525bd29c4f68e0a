/* wrap: lines are broken where their script allows it, and nowhere else. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "check.h"
#include "wrap.h"

struct wrap_row {
	const char *name;
	const char *wrapped;
};

static const struct wrap_row rows[] = {
	{"", ""},
	{"short", "short"},
	{"one two si", "one two si"},
	{"one two seven", "one two\nseven"},
	{"one two  seven", "one two\nseven"},
	{"one two seve ten", "one two\nseve ten"},
	{"exactly ten and on", "exactly\nten and on"},
	{"ten chars.\nand a line", "ten chars.\nand a line"},
	{"\n\ntwo empty lines\n\n", "\n\ntwo empty\nlines\n\n"},
	{"trailing   \n", "trailing\n"},
	{"  indented words", "  indented\n  words"},
	{"unbreakablewords", "unbreakablewords"},
	{"an unbreakableword", "an\nunbreakableword"},
	{"unbreakableword and on", "unbreakableword\nand on"},
	{"https://example.org/a/b/c?d=e-f", "https://example.org/a/b/c?d=e-f"},
	{"see https://example.org/a/b.", "see\nhttps://example.org/a/b."},
	{"well-known by-pass", "well-known\nby-pass"},
	{"\u8bf7\u613f\u4e66\u7684\u94fe\u63a5", "\u8bf7\u613f\u4e66\u7684\u94fe\n\u63a5"},
	/* No line begins with a full stop. */
	{"\u8bf7\u613f\u4e66\u7684\u94fe\u3002", "\u8bf7\u613f\u4e66\u7684\n\u94fe\u3002"},
	{"\u00e9\u00e9\u00e9\u00e9\u00e9 \u00e9\u00e9\u00e9\u00e9\u00e9",
	 "\u00e9\u00e9\u00e9\u00e9\u00e9\n\u00e9\u00e9\u00e9\u00e9\u00e9"},
	{"\u0645\u0631\u062d\u0628\u064b\u0627 \u0628\u0643\u0645 "
	 "\u062c\u0645\u064a\u0639\u064b\u0627",
	 "\u0645\u0631\u062d\u0628\u064b\u0627 "
	 "\u0628\u0643\u0645\n\u062c\u0645\u064a\u0639\u064b\u0627"},
};

static void wraps(const void *row)
{
	const struct wrap_row *wanted = row;

	check_text(wrap_text(arena, text_of(wanted->name), 10), wanted->wrapped);
}

int main(void)
{
	check_rows("wraps", wraps, rows);
	return check_run();
}
