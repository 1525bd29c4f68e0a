/* csv: cells that no spreadsheet computes, and rows that come back as they were written. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "csv.h"
#include "check.h"

struct cell_row {
	const char *name;
	struct text text;
	const char *safe;
	const char *raw;
};

static const struct cell_row cells[] = {
	{"nothing", text_bytes(""), "\"\"", "\"\""},
	{"a word", text_bytes("Ada"), "\"Ada\"", "\"Ada\""},
	{"quotes", text_bytes("\"a\"\""), "\"\"\"a\"\"\"\"\"", "\"\"\"a\"\"\"\"\""},
	{"a comma and a line end", text_bytes("a,\nb"), "\"a,\nb\"", "\"a,\nb\""},
	{"=", text_bytes("=1+1"), "\"'=1+1\"", "\"=1+1\""},
	{"= and quotes", text_bytes("=A(\"b\")"), "\"'=A(\"\"b\"\")\"", "\"=A(\"\"b\"\")\""},
	{"+", text_bytes("+1"), "\"'+1\"", "\"+1\""},
	{"-", text_bytes("-1"), "\"'-1\"", "\"-1\""},
	{"@", text_bytes("@x"), "\"'@x\"", "\"@x\""},
	{"a tab", text_bytes("\tx"), "\"'\tx\"", "\"\tx\""},
	{"line ends", text_bytes("\r\n=1"), "\"'\r\n=1\"", "\"\r\n=1\""},
	{"= of full width", text_bytes("\uff1d1"), "\"'\uff1d1\"", "\"\uff1d1\""},
	{"@ of full width", text_bytes("\uff20x"), "\"'\uff20x\"", "\"\uff20x\""},
	{"another of full width", text_bytes("\uff21"), "\"\uff21\"", "\"\uff21\""},
	{"an apostrophe", text_bytes("'t Hooft"), "\"'t Hooft\"", "\"'t Hooft\""},
	{"apostrophes and =", text_bytes("''=1"), "\"'''=1\"", "\"''=1\""},
	{"apostrophes", text_bytes("''"), "\"''\"", "\"''\""},
	{"= inside", text_bytes("a=1"), "\"a=1\"", "\"a=1\""},
	{"cut UTF-8", text_bytes("\xef"), "\"\xef\"", "\"\xef\""},
};

static void writes_a_cell(const void *row)
{
	const struct cell_row *expected = row;
	struct csv safe = {.builder = {.arena = arena}, .cells = CSV_SAFE};
	struct csv raw = {.builder = {.arena = arena}, .cells = CSV_RAW};
	struct csv_reader reader = {.lines = 0};
	struct csv_row found;

	csv_text(&safe, expected->text);
	csv_text(&raw, expected->text);
	check_text(builder_done(&safe.builder), expected->safe);
	reader.rest = builder_done(&safe.builder);
	if (expected->text.size > 0) {
		assert_int_equal(csv_read(&reader, arena, ',', &found), CSV_ROW);
		check_text_bytes(csv_bare(found.cells[0]), expected->text);
	}
	check_text(builder_done(&raw.builder), expected->raw);
}

static void writes_rows(void)
{
	struct csv csv = {.builder = {.arena = arena}};

	csv_plain(&csv, text_literal(""));
	csv_plain(&csv, text_literal("1"));
	csv_text(&csv, text_literal("a"));
	csv_end(&csv);
	csv_text(&csv, text_literal("b"));
	csv_plain(&csv, text_literal(""));
	csv_end(&csv);
	check_text(builder_done(&csv.builder), ",1,\"a\"\r\n\"b\",\r\n");
}

struct read_row {
	const char *name;
	struct text content;
	const char *expected; /* LINE[cell|cell], OPEN where that is how it ends */
};

static const struct read_row contents[] = {
	{"nothing", text_bytes(""), ""},
	{"a mark", text_bytes(CSV_MARK), ""},
	{"a row", text_bytes("a,b"), "1[a|b]"},
	{"a mark and a row", text_bytes(CSV_MARK "a"), "1[a]"},
	{"a mark further on", text_bytes("a\n" CSV_MARK), "1[a]2[" CSV_MARK "]"},
	{"LF", text_bytes("a\nb\n"), "1[a]2[b]"},
	{"CR LF", text_bytes("a\r\nb\r\n"), "1[a]2[b]"},
	{"CR", text_bytes("a\rb\r"), "1[a]2[b]"},
	{"empty cells", text_bytes(",a,,\n"), "1[|a||]"},
	{"empty rows", text_bytes("\n\n,,\n\"\"\na\n\n"), "5[a]"},
	{"quotes", text_bytes("\"a,b\",\"c\"\"d\""), "1[a,b|c\"d]"},
	{"lines in quotes", text_bytes("\"a\nb\r\nc\",d\ne"), "1[a\nb\r\nc|d]4[e]"},
	{"text behind quotes", text_bytes("\"a\"b,c"), "1[ab|c]"},
	{"a quote inside", text_bytes("a\"b,c"), "1[a\"b|c]"},
	{"an open quote", text_bytes("a\n\"b,c\nd"), "1[a]OPEN"},
	{"an open quote at the end", text_bytes("\""), "OPEN"},
	{"spaces", text_bytes(" a , b "), "1[ a | b ]"},
};

static void reads_rows(const void *row)
{
	const struct read_row *expected = row;
	struct csv_reader reader = {.rest = expected->content};
	struct builder found = {.arena = arena};
	enum csv_outcome outcome;
	struct csv_row cells_read;

	while ((outcome = csv_read(&reader, arena, ',', &cells_read)) == CSV_ROW) {
		builder_format(&found, "%u", reader.line);
		for (size_t i = 0; i < cells_read.count; i++) {
			builder_string(&found, i == 0 ? "[" : "|");
			builder_text(&found, cells_read.cells[i]);
		}
		builder_string(&found, "]");
	}
	if (outcome == CSV_OPEN)
		builder_string(&found, "OPEN");
	check_text(builder_done(&found), expected->expected);
}

static void leaves_out_too_many(void)
{
	struct builder many = {.arena = arena};
	struct csv_reader reader;
	struct csv_row row;

	for (int i = 0; i < 3 * CSV_CELLS_LIMIT; i++)
		builder_string(&many, "a;");
	reader = (struct csv_reader){.rest = builder_done(&many)};
	assert_int_equal(csv_read(&reader, arena, ';', &row), CSV_ROW);
	assert_int_equal(row.count, CSV_CELLS_LIMIT);
	assert_int_equal(csv_read(&reader, arena, ';', &row), CSV_END);
}

int main(void)
{
	check_rows("cell", writes_a_cell, cells);
	check("writes rows", writes_rows);
	check_rows("content", reads_rows, contents);
	check("leaves out too many cells", leaves_out_too_many);
	return check_run();
}
