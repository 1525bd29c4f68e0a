/* paper_file: lines that can be taken, and why the others cannot. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "paper_file.h"
#include "check.h"

static struct paper_judge judge = {.country = NULL, .today = "2026-11-30"};

static bool read_file(struct text content, struct paper *paper, struct text *complaint)
{
	const struct languages *languages;

	assert_true(languages_read(arena, check_source("html/words"), &languages, complaint));
	judge.language = language_choose(languages, text_literal("en"), text_literal(""));
	*complaint = text_literal("");
	return paper_file_read(arena, content, &judge, paper, complaint);
}

struct line_row {
	const char *name;
	const char *line;
	const char *refused; /* a part of the reason; NULL: it can be taken */
};

#define HEAD "given_name,family_name,email,postal_code,country,signed_on,show_name\n"

static const struct line_row lines[] = {
	{"all of it", "Ada,Lovelace,ada@example.org,10115,DE,2026-11-30,yes", NULL},
	{"a name and a country", "Ada,,,,de,,", NULL},
	{"cells that are missing", "Ada,,,,DE", NULL},
	{"cells too many", "Ada,,,,DE,,,more", NULL},
	{"spaces", "  Ada , Lovelace, ,10115 , DE , 2026-11-30 , no ", NULL},
	{"a name of lines", "\"Ada\nMaria\",,,,DE,,", NULL},
	{"no name", ",,ada@example.org,10115,DE,,", "there is no name"},
	{"no first name", ",Lovelace,,10115,DE,,", "there is no first name"},
	{"no address", "Ada,,ada at example,10115,DE,,", "the e-mail address cannot be one"},
	{"a header", "Ada,,\"a@example.org\nBcc: b@example.org\",,DE,,", "cannot be one"},
	{"no country", "Ada,,,10115,,,", "there is no country"},
	{"another country", "Ada,,,10115,XX,,", "the country is not one"},
	{"a country in words", "Ada,,,10115,Germany,,", "the country is not one"},
	{"a code of another country", "Ada,,,SW1A 1AA,DE,,", "the postal code is not as in DE"},
	{"a code of anything", "Ada,,,$$$,DE,,", "the postal code is not"},
	{"no day", "Ada,,,,DE,30.11.2026,", "the day is not one"},
	{"no day of the calendar", "Ada,,,,DE,2026-02-29,", "the day is not one"},
	{"tomorrow", "Ada,,,,DE,2026-12-01,", "the day is yet to come"},
	{"neither yes nor no", "Ada,,,,DE,,maybe", "show_name is yes or no"},
	{"Latin-1", "Zo\xeb,,,,DE,,", "it is not UTF-8"},
	{"a guarded formula", "'=1+1,,,,DE,,", NULL},
};

static void judges_a_line(const void *row)
{
	const struct line_row *expected = row;
	struct text complaint;
	struct paper paper;

	assert_true(read_file(text_format(arena, HEAD "%s\n", expected->line), &paper, &complaint));
	assert_int_equal(paper.count, 1);
	assert_int_equal(paper.lines->number, 2);
	if (expected->refused != NULL)
		check_part(text_of(paper.lines->refused), expected->refused);
	else
		assert_null(paper.lines->refused);
}

static void reads_what_stands_there(void)
{
	struct text complaint;
	struct paper paper;
	const struct paper_line *line;

	assert_true(read_file(
		text_literal(CSV_MARK "Show-Name;ZIP code;Country;E-Mail;Last name;First name\r\n"
				      "YES;10115;de;Ada@Example.ORG;\"Love;lace\";'=Ada\r\n"
				      "\r\n0;;fr;;;Marie\r\n"),
		&paper, &complaint));
	assert_int_equal(paper.count, 2);
	line = paper.lines;
	check_text(line->given_name, "=Ada");
	check_text(line->family_name, "Love;lace");
	check_text(line->postal_code, "10115");
	check_text(line->country, "DE");
	check_text(line->address.canonical, "ada@example.org");
	assert_true(line->show_name);
	line = line->next;
	assert_int_equal(line->number, 4);
	check_text(line->given_name, "Marie");
	check_text(line->country, "FR");
	check_text(line->address.canonical, "");
	assert_false(line->show_name);
	assert_null(line->next);
}

static void takes_the_country_that_was_said(void)
{
	struct text complaint;
	struct paper paper;

	judge.country = "FR";
	assert_true(read_file(text_literal("name,country\nMarie,\nAda,DE\n"), &paper, &complaint));
	judge.country = NULL;
	check_text(paper.lines->country, "FR");
	check_text(paper.lines->next->country, "DE");
}

struct file_row {
	const char *name;
	const char *content;
	const char *complaint;
};

static const struct file_row files[] = {
	{"nothing", "", "it is empty"},
	{"a mark", CSV_MARK, "it is empty"},
	{"no names of columns", "Ada,Lovelace\n", "column 1 is \"Ada\""},
	{"an unknown column", "given_name,phone\n", "column 2 is \"phone\""},
	{"a column twice", "given_name,first name\n", "column 2 is \"first_name\""},
	{"no column of names", "email,country\n", "no column is given_name"},
	{"an open quote", "given_name,country\nAda,DE\n\"Bob,DE\n", "line 3: a quote is never"},
	{"an open quote at once", "\"given_name,country\n", "line 1: a quote is never"},
};

static void refuses_a_file(const void *row)
{
	const struct file_row *expected = row;
	struct text complaint;
	struct paper paper;

	assert_false(read_file(text_of(expected->content), &paper, &complaint));
	check_part(complaint, expected->complaint);
}

int main(void)
{
	check_rows("line", judges_a_line, lines);
	check("reads what stands there", reads_what_stands_there);
	check("takes the country that was said", takes_the_country_that_was_said);
	check_rows("file", refuses_a_file, files);
	return check_run();
}
