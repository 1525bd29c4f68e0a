/* inifile: entries with their lines, and each complaint with its line. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "inifile.h"
#include "check.h"

#include <string.h>

#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN

struct ini_row {
	const char *name;
	struct text content;
	const char *entries;   /* LINE [SECTION] NAME = VALUE; NULL: refused */
	const char *complaint; /* behind the file's name */
};

static const struct ini_row inis[] = {
	{"empty", text_bytes(""), "", NULL},
	{"comments only", text_bytes("; a\n# b\n\n  ; c\n"), "", NULL},
	{"an entry", text_bytes("[a]\nb = c\n"), "2[a]b=c\n", NULL},
	{"without final newline", text_bytes("[a]\nb = c"), "2[a]b=c\n", NULL},
	{"colon", text_bytes("[a]\nb: c\n"), "2[a]b=c\n", NULL},
	{"CR LF", text_bytes("[a]\r\nb = c\r\nd = e\r\n"), "2[a]b=c\n3[a]d=e\n", NULL},
	{"byte order mark", text_bytes("\ufeff[a]\nb = c\n"), "2[a]b=c\n", NULL},
	{"no section", text_bytes("b = c\n"), "1[]b=c\n", NULL},
	{"value with =", text_bytes("[a]\nb = host=x port=1\n"), "2[a]b=host=x port=1\n", NULL},
	{"empty value", text_bytes("[a]\nb =\nc = d\n"), "2[a]b=\n3[a]c=d\n", NULL},
	{"UTF-8 composed", text_bytes("[a]\nb = e\u0301\n"), "2[a]b=\u00e9\n", NULL},
	{"continued", text_bytes("[a]\nb = c\n  d\n\te\nf = g\n"), "2[a]b=c d e\n5[a]f=g\n", NULL},
	{"continued behind a comment", text_bytes("[a]\nb = c\n; x\n  d\n"), "2[a]b=c d\n", NULL},
	{"continued, then a section", text_bytes("[a]\nb = c\n  d\n[e]\nf = g\n"),
	 "2[a]b=c d\n5[e]f=g\n", NULL},
	{"indented behind a section", text_bytes("[a]\nb = c\n[d]\n  e = f\n"),
	 "2[a]b=c\n4[d]e=f\n", NULL},
	{"indented first", text_bytes("[a]\n  b = c\n"), "2[a]b=c\n", NULL},
	{"comment behind a value", text_bytes("[a]\nb = c ; d\n"), "2[a]b=c\n", NULL},
	{"comment behind a continued value", text_bytes("[a]\nb = c\n  d ; e\n  f\n"),
	 "2[a]b=c d f\n", NULL},
	{"same name twice", text_bytes("[a]\nb = c\nb = d\n"), "2[a]b=c\n3[a]b=d\n", NULL},
	{"longest line", text_bytes("[a]\nb = " FIFTY FIFTY FIFTY TEN TEN TEN TEN "1234\n"),
	 "2[a]b=" FIFTY FIFTY FIFTY TEN TEN TEN TEN "1234\n", NULL},
	{"no entry", text_bytes("[a]\n\nwhat\n"), NULL, ":3: this is neither a [section] nor"},
	{"first of two", text_bytes("[a]\nb = c\nwhat\nwho\n"), NULL, ":3: this is neither"},
	{"open section", text_bytes("[a\nb = c\n"), NULL, ":1: this is neither"},
	{"too long", text_bytes("[a]\nb = " FIFTY FIFTY FIFTY TEN TEN TEN TEN "12345\nc = d\n"),
	 NULL, ":2: the line is too long"},
	{"far too long", text_bytes("[a]\n\nb = " FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY "\n"), NULL,
	 ":3: the line is too long"},
	{"not UTF-8", text_bytes("[a]\nb = caf\xe9\n"), NULL, ":2: the line is not UTF-8"},
	{"not UTF-8 in a continued line", text_bytes("[a]\nb = c\n  \xff\n"), NULL,
	 ":3: the line is not UTF-8"},
	{"not UTF-8 in a name", text_bytes("[a]\ncaf\xe9 = c\n"), NULL,
	 ":2: the line is not UTF-8"},
	{"a line separator in a value", text_bytes("[a]\nb = c\u2028d\n"), "2[a]b=c d\n", NULL},
	{"NUL", text_bytes("[a]\nb = c\0d\n"), NULL, ":2: "},
	{"refused by take", text_bytes("[a]\nb = c\n\nbad = no\nd = e\n"), NULL, ":4: is bad"},
	{"refused by take at the end", text_bytes("[a]\nbad = no"), NULL, ":2: is bad"},
	{"refused, then no entry", text_bytes("[a]\nbad = no\nwhat\n"), NULL, ":2: is bad"},
};

static bool take(void *context, const struct inifile_entry *entry, struct text *complaint)
{
	if (strcmp(entry->name, "bad") == 0) {
		*complaint = text_literal("is bad");
		return false;
	}
	builder_format(context, "%u[%s]%s=%s\n", entry->line, entry->section, entry->name,
		       entry->value.bytes);
	return true;
}

static void reads(const void *row)
{
	const struct ini_row *expected = row;
	const char *path = check_file("a.ini", expected->content, 0600);
	struct builder entries = {.arena = arena};
	struct text complaint;
	bool right = inifile_read(arena, path, take, &entries, &complaint);

	if (!right && expected->complaint == NULL)
		fail_msg("%s", complaint.bytes);
	assert_int_equal(right, expected->complaint == NULL);
	if (right)
		check_text(builder_done(&entries), expected->entries);
	else
		check_part(complaint, text_format(arena, "a.ini%s", expected->complaint).bytes);
}

static void says_what_is_missing(void)
{
	struct text complaint;

	assert_false(inifile_read(arena, "/nowhere.ini", take, NULL, &complaint));
	check_text(complaint, "/nowhere.ini: No such file or directory");
}

struct written_row {
	const char *name;
	struct text value;
	unsigned lines;
};

#define HUNDRED FIFTY FIFTY
#define HAN "\u7f72\u540d\u7f72\u540d\u7f72\u540d\u7f72\u540d\u7f72\u540d"
#define HAN_FIFTY HAN HAN HAN HAN HAN

static const struct written_row values[] = {
	{"a word", text_bytes("c"), 1},
	{"words", text_bytes("host=x user=y"), 1},
	{"long", text_bytes(HUNDRED " " HUNDRED " " HUNDRED), 3},
	{"a semicolon that begins no comment", text_bytes(HUNDRED FIFTY " a;" HUNDRED), 2},
	{"Chinese", text_bytes(HAN_FIFTY HAN_FIFTY), 2},
	{"Chinese with a space", text_bytes(HAN_FIFTY " " HAN_FIFTY), 2},
	{"as long as a line", text_bytes(FIFTY FIFTY FIFTY TEN TEN TEN TEN "123"), 1},
	{"one more", text_bytes(FIFTY FIFTY FIFTY TEN TEN TEN " " TEN "123"), 2},
};

static bool take_value(void *context, const struct inifile_entry *entry, struct text *complaint)
{
	(void)complaint;
	*(struct text *)context = entry->value;
	return true;
}

/* What was written is read again as it was. */
static void writes(const void *row)
{
	const struct written_row *expected = row;
	struct text written = inifile_entry_write(arena, "b", expected->value);
	struct text complaint = text_literal(""), value = text_literal("");
	unsigned lines = 0;

	for (size_t i = 0; i < written.size; i++)
		lines += written.bytes[i] == '\n';
	assert_int_equal(lines, expected->lines);
	if (!inifile_read(arena,
			  check_file("w.ini", text_format(arena, "[a]\n%s", written.bytes), 0600),
			  take_value, &value, &complaint))
		fail_msg("%s", complaint.bytes);
	check_text_bytes(value, expected->value);
}

int main(void)
{
	check_rows("read", reads, inis);
	check("says what is missing", says_what_is_missing);
	check_rows("write", writes, values);
	return check_run();
}
