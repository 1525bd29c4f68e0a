/* text: what a person typed becomes valid, normalised, one line where it has to be. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "check.h"

#include <limits.h>
#include <string.h>

struct take_row {
	const char *name;
	struct text typed;
	const char *taken; /* NULL: refused */
};

static const struct take_row takes[] = {
	{"nothing", text_bytes(""), ""},
	{"plain", text_bytes("Ada Lovelace"), "Ada Lovelace"},
	{"white space at the ends", text_bytes(" \t\r\n Ada \n\r\t "), "Ada"},
	{"only white space", text_bytes(" \r\n\t "), ""},
	{"only Unicode white space", text_bytes("\u00a0\u2003\u3000"), ""},
	{"Unicode white space at the ends", text_bytes("\u3000\u2009Ada\u00a0\u202f"), "Ada"},
	{"Unicode white space inside", text_bytes("1\u00a0000"), "1\u00a0000"},
	{"LF stays", text_bytes("a\nb"), "a\nb"},
	{"CR LF", text_bytes("a\r\nb"), "a\nb"},
	{"CR", text_bytes("a\rb"), "a\nb"},
	{"CR CR LF", text_bytes("a\r\r\nb"), "a\n\nb"},
	{"NEL",
	 text_bytes("a\xc2\x85"
		    "b"),
	 "a\nb"},
	{"line separator", text_bytes("a\u2028b"), "a\nb"},
	{"paragraph separator", text_bytes("a\u2029b"), "a\nb"},
	{"a tab", text_bytes("a\tb"), "a b"},
	{"controls go", text_bytes("a\001\007\010\013\014\016\033\037\177b"), "ab"},
	{"DEL goes", text_bytes("a\177b"), "ab"},
	{"C1 controls go",
	 text_bytes("a\xc2\x80\xc2\x84\xc2\x86\xc2\x9f"
		    "b"),
	 "ab"},
	{"bidirectional overrides go", text_bytes("a\u202a\u202b\u202c\u202d\u202e\u2066\u2069b"),
	 "ab"},
	{"bidirectional marks stay", text_bytes("\u05d0\u200f!"), "\u05d0\u200f!"},
	{"a byte order mark goes", text_bytes("\ufeffAda"), "Ada"},
	{"joiners of emoji stay", text_bytes("\U0001f468\u200d\U0001f469"),
	 "\U0001f468\u200d\U0001f469"},
	{"NFC composes", text_bytes("e\u0301"), "\u00e9"},
	{"NFC keeps composed", text_bytes("\u00e9"), "\u00e9"},
	{"NFC orders marks", text_bytes("a\u0301\u0323"), "\u1ea1\u0301"},
	{"NFC composes Hangul", text_bytes("\u1112\u1161\u11ab"), "\ud55c"},
	{"NFC maps the Angstrom sign", text_bytes("\u212b"), "\u00c5"},
	{"NFC at its longest", text_bytes("\U0001d160\U0001d160"),
	 "\U0001d158\U0001d165\U0001d16e\U0001d158\U0001d165\U0001d16e"},
	{"a ligature stays: not NFKC", text_bytes("\ufb01"), "\ufb01"},
	{"the last code point", text_bytes("\xf4\x8f\xbf\xbf"), "\xf4\x8f\xbf\xbf"},
	{"the replacement character", text_bytes("\ufffd"), "\ufffd"},
	{"NUL", text_bytes("a\0b"), NULL},
	{"NUL at the end", text_bytes("a\0"), NULL},
	{"NUL beside UTF-8", text_bytes("\u00e9\0"), NULL},
	{"a lone continuation byte", text_bytes("a\x80"), NULL},
	{"a second byte is missing", text_bytes("a\xc3"), NULL},
	{"a third byte is missing", text_bytes("\xe2\x82"), NULL},
	{"a fourth byte is missing", text_bytes("\xf0\x9f\x98"), NULL},
	{"cut by the next character", text_bytes("\xe2\x82z"), NULL},
	{"overlong slash", text_bytes("\xc0\xaf"), NULL},
	{"overlong NUL", text_bytes("\xc0\x80"), NULL},
	{"overlong in three bytes", text_bytes("\xe0\x80\xaf"), NULL},
	{"overlong in four bytes", text_bytes("\xf0\x80\x80\xaf"), NULL},
	{"a high surrogate", text_bytes("\xed\xa0\x80"), NULL},
	{"a low surrogate", text_bytes("\xed\xbf\xbf"), NULL},
	{"a pair of surrogates", text_bytes("\xed\xa0\xbd\xed\xb8\x80"), NULL},
	{"above U+10FFFF", text_bytes("\xf4\x90\x80\x80"), NULL},
	{"five bytes", text_bytes("\xf8\x88\x80\x80\x80"), NULL},
	{"0xFE", text_bytes("\xfe"), NULL},
	{"0xFF", text_bytes("\xff"), NULL},
	{"Latin-1", text_bytes("caf\xe9"), NULL},
};

static void takes_text(const void *row)
{
	const struct take_row *take = row;
	struct text taken;
	bool right = text_take(arena, take->typed.bytes, take->typed.size, &taken);

	assert_int_equal(right, take->taken != NULL);
	if (!right)
		return;
	check_text(taken, take->taken);
	assert_int_equal(taken.bytes[taken.size], '\0');
}

/* What was taken once is taken again as it is. */
static void taking_twice_changes_nothing(void)
{
	for (size_t i = 0; i < sizeof(takes) / sizeof(takes[0]); i++) {
		const struct take_row *take = &takes[i];
		struct text once, twice;

		if (take->taken == NULL)
			continue;
		assert_true(text_take(arena, take->typed.bytes, take->typed.size, &once));
		assert_true(text_take(arena, once.bytes, once.size, &twice));
		check_text_bytes(twice, once);
	}
}

static void takes_no_byte_behind(void)
{
	struct text taken;

	assert_true(text_take(arena, "caf\xc3\xa9", 3, &taken));
	check_text(taken, "caf");
	assert_false(text_take(arena, "caf\xc3\xa9", 4, &taken));
}

static void takes_long_text(void)
{
	size_t size = 300000;
	char *typed = arena_get(arena, size);
	struct text taken;

	for (size_t i = 0; i + 3 <= size; i += 3)
		memcpy(typed + i, "e\xcc\x81", 3);
	assert_true(text_take(arena, typed, size, &taken));
	assert_int_equal(taken.size, size / 3 * 2);
	assert_int_equal(text_length(taken), size / 3);
}

struct line_row {
	const char *name;
	struct text text;
	bool one_line;
	const char *folded;
};

static const struct line_row lines[] = {
	{"empty", text_bytes(""), true, ""},
	{"one line", text_bytes("a b"), true, "a b"},
	{"a newline", text_bytes("a\nb"), false, "a b"},
	{"a carriage return", text_bytes("a\rb"), false, "a b"},
	{"a header to be", text_bytes("x\r\nBcc: y@example.org"), false, "x Bcc: y@example.org"},
	{"a newline at the end", text_bytes("a\n"), false, "a"},
	{"only newlines", text_bytes("\n\n"), false, ""},
	{"runs of blanks", text_bytes("  a \t\n  b  "), false, "a b"},
	{"UTF-8", text_bytes("\u00e9  \u2014"), true, "\u00e9 \u2014"},
};

static void takes_a_line(const void *row)
{
	const struct line_row *expected = row;
	struct line line;

	assert_int_equal(line_take(expected->text, &line), expected->one_line);
	if (expected->one_line)
		check_text_bytes(line_text(line), expected->text);
}

static void folds_to_a_line(const void *row)
{
	const struct line_row *expected = row;
	struct line line = line_fold(arena, expected->text);

	check_text(line_text(line), expected->folded);
	assert_int_equal(line.bytes[line.size], '\0');
}

struct number_row {
	const char *name;
	unsigned long long most;
	bool right;
	unsigned long long number;
};

static const struct number_row numbers[] = {
	{"", 10, false, 0},
	{"0", 0, true, 0},
	{"1", 0, false, 0},
	{"7", 10, true, 7},
	{"10", 10, true, 10},
	{"11", 10, false, 0},
	{"99", 10, false, 0},
	{"9", 5, false, 0},
	{"95", 5, false, 0},
	{"007", 10, true, 7},
	{"65536", 65536, true, 65536},
	{"65537", 65536, false, 0},
	{"18446744073709551615", ULLONG_MAX, true, ULLONG_MAX},
	{"18446744073709551616", ULLONG_MAX, false, 0},
	{"18446744073709551617", ULLONG_MAX, false, 0},
	{"184467440737095516160", ULLONG_MAX, false, 0},
	{"99999999999999999999999999", ULLONG_MAX, false, 0},
	{"18446744073709551616", 5, false, 0},
	{"-1", 10, false, 0},
	{"+1", 10, false, 0},
	{" 1", 10, false, 0},
	{"1 ", 10, false, 0},
	{"1.5", 10, false, 0},
	{"1e3", 10000, false, 0},
	{"0x10", 100, false, 0},
	{"\u0661", 10, false, 0},
};

static void reads_a_number(const void *row)
{
	const struct number_row *expected = row;
	unsigned long long number = 0;

	assert_int_equal(text_number(text_of(expected->name), expected->most, &number),
			 expected->right);
	if (expected->right)
		assert_true(number == expected->number);
}

static void compares(void)
{
	struct text ada = text_literal("Ada");

	assert_true(text_empty(text_literal("")));
	assert_false(text_empty(ada));
	assert_true(text_is(ada, "Ada"));
	assert_false(text_is(ada, "ada"));
	assert_false(text_is(ada, "Ad"));
	assert_false(text_is(ada, "Adam"));
	assert_true(text_equal(ada, text_of("Ada")));
	assert_true(text_starts(ada, ""));
	assert_true(text_starts(ada, "Ada"));
	assert_false(text_starts(ada, "Adam"));
	assert_false(text_starts(ada, "da"));
}

static void cuts_a_part(void)
{
	struct text part = text_part("x \t a b\r\n y", 9);

	check_text(part, "x \t a b");
	check_text(text_part("  ", 2), "");
	check_text(text_part("\u00a0 Ada\u202f\n", 9), "Ada");
	check_text(text_part(" Ada", 3), "Ad");
}

static void counts_characters(void)
{
	assert_int_equal(text_length(text_literal("")), 0);
	assert_int_equal(text_length(text_literal("Ada")), 3);
	assert_int_equal(text_length(text_literal("\u00e9\u20ac\U0001f600")), 3);
}

static void builder_grows(void)
{
	struct builder builder = {.arena = arena};
	struct text built;

	for (int i = 0; i < 10000; i++)
		builder_string(&builder, "0123456789");
	built = builder_done(&builder);
	assert_int_equal(built.size, 100000);
	assert_int_equal(strlen(built.bytes), 100000);
	for (size_t i = 0; i < built.size; i++)
		assert_int_equal(built.bytes[i], '0' + (char)(i % 10));
}

/* Each size on both sides of the builder's first room and its first doubling. */
static void builder_ends_with_nul(void)
{
	for (size_t size = 0; size < 600; size++) {
		struct builder builder = {.arena = arena};
		char *bytes = arena_get(arena, size);
		struct text built;

		memset(bytes, 'a', size);
		builder_add(&builder, bytes, size);
		built = builder_done(&builder);
		assert_int_equal(built.size, size);
		assert_int_equal(strlen(built.bytes), size);
	}
}

/* The NUL is the builder's own, not the first byte of what came next. */
static void builder_keeps_to_its_room(void)
{
	for (size_t size = 0; size < 600; size++) {
		struct builder builder = {.arena = arena};
		char *bytes = arena_get(arena, size), *next;

		builder_add(&builder, bytes, size);
		builder_add(&builder, "x", 1);
		next = arena_copy(arena, "next", 4);
		builder_done(&builder);
		assert_string_equal(next, "next");
	}
}

static void builder_goes_on_when_done(void)
{
	struct builder builder = {.arena = arena};

	builder_text(&builder, text_literal("a"));
	check_text(builder_done(&builder), "a");
	builder_format(&builder, "%s%d", "b", 12);
	builder_add(&builder, "c\0d", 3);
	check_text_bytes(builder_done(&builder), text_bytes("ab12c\0d"));
}

static void formats(void)
{
	char *wide = arena_get(arena, 5001);

	memset(wide, 'w', 5000);
	check_text(text_format(arena, "%s", ""), "");
	check_text(text_format(arena, "%d of %s", 3, "seven"), "3 of seven");
	assert_int_equal(text_format(arena, "%s.", wide).size, 5001);
	for (int size = 250; size < 262; size++)
		assert_int_equal(text_format(arena, "%.*s", size, wide).size, size);
}

int main(void)
{
	check_rows("take", takes_text, takes);
	check("taking twice changes nothing", taking_twice_changes_nothing);
	check("takes no byte behind the size", takes_no_byte_behind);
	check("takes long text", takes_long_text);
	check_rows("line_take", takes_a_line, lines);
	check_rows("line_fold", folds_to_a_line, lines);
	check_rows("number", reads_a_number, numbers);
	check("compares", compares);
	check("cuts a part", cuts_a_part);
	check("counts characters", counts_characters);
	check("builder grows", builder_grows);
	check("builder ends with NUL", builder_ends_with_nul);
	check("builder keeps to its room", builder_keeps_to_its_room);
	check("builder goes on when done", builder_goes_on_when_done);
	check("formats", formats);
	return check_run();
}
