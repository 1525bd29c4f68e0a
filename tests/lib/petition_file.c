/* petition_file: what organizers write is understood, or the line that is not is named. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "petition_file.h"
#include "check.h"

#include "file.h"

#include <stdio.h>
#include <string.h>

static struct petition_import read_petition(struct text content)
{
	struct petition_import petition;
	struct text complaint = text_literal("");

	if (!petition_file_read(arena, "p.txt", content, &petition, &complaint))
		fail_msg("%s", complaint.bytes);
	return petition;
}

static unsigned organizations_count(const struct petition_import *petition)
{
	const struct organization *organization = petition->organizations;
	unsigned count = 0;

	for (; organization != NULL; organization = organization->next)
		count++;
	return count;
}

static struct text example(void)
{
	struct text content, complaint;
	const char *path = check_source("doc/examples/petition.txt");

	if (!file_read(arena, path, PETITION_FILE_LIMIT, &content, &complaint))
		fail_msg("%s", complaint.bytes);
	return content;
}

static void check_example(struct text content)
{
	struct petition_import petition = read_petition(content);
	const struct organization *organization = petition.organizations;

	check_text(petition.slug, "amazon-ice");
	check_text(petition.language, "en");
	check_text(petition.goal, "25000");
	assert_null(petition.closes_on.bytes);
	assert_null(petition.confirmation.bytes);
	check_text(petition.title, "Amazon: no more technology for deportations");
	check_text(petition.target, "Jeff Bezos");
	assert_true(text_starts(petition.body, "Raids, detention and deportation run on data—"));
	check_part(petition.body, "Add your name, and tell Jeff Bezos to pull the plug.");
	assert_null(strstr(petition.body.bytes, "Participating"));
	assert_int_equal(organizations_count(&petition), 17);
	check_text(organization->name, "Beyond Amazon Coalition");
	check_text(organization->next->name, "CAAAV: Organizing Asian Communities");
	while (organization->next != NULL)
		organization = organization->next;
	check_text(organization->name, "United for Respect");
	check_text(petition.signer_line, "[Your Name]");
	assert_true(text_starts(petition.letter, "Your company’s technology helps"));
	check_part(petition.letter, "offer these agencies nothing in their place.");
}

static void reads_the_example(void)
{
	check_example(example());
}

static void reads_it_without_final_newline(void)
{
	struct text content = example();

	content.size--;
	assert_int_equal(content.bytes[content.size], '\n');
	check_example(text_copy(arena, content));
}

/* The file with something else in place of each newline. */
static struct text with_newlines(struct text content, const char *newline)
{
	struct builder builder = {.arena = arena};

	for (size_t i = 0; i < content.size; i++) {
		if (content.bytes[i] == '\n')
			builder_string(&builder, newline);
		else
			builder_add(&builder, &content.bytes[i], 1);
	}
	return builder_done(&builder);
}

static void reads_it_with_crlf(void)
{
	check_example(with_newlines(example(), "\r\n"));
}

static void reads_it_with_cr(void)
{
	check_example(with_newlines(example(), "\r"));
}

static void reads_it_with_spaces_at_the_ends(void)
{
	check_example(with_newlines(example(), " \t\n"));
}

static void reads_it_with_a_byte_order_mark(void)
{
	check_example(text_format(arena, "\ufeff%s", example().bytes));
}

static void reads_it_with_empty_lines_around(void)
{
	check_example(text_format(arena, "\n \n%s\n\n\n", example().bytes));
}

#define BODY "Text of it.\n\n"
#define LETTER "To: Ada\nFrom: [Name]\n\nPlease.\n"

struct part_row {
	const char *name;
	const char *content;
	const char *title, *target, *body, *letter, *signer_line, *slug;
};

static const struct part_row parts[] = {
	{"everything", "T\n\nAda\n\n" BODY LETTER, "T", "Ada", "Text of it.", "Please.", "[Name]",
	 "t"},
	{"no target line", "T\n\nText,\nof two lines.\n\n" LETTER, "T", "Ada",
	 "Text,\nof two lines.", "Please.", "[Name]", "t"},
	{"no To: line", "T\n\nAda\n\n" BODY "From: [Name]\nPlease.\n", "T", "Ada", "Text of it.",
	 "Please.", "[Name]", "t"},
	{"no From: line", "T\n\nAda\n\n" BODY "To: Ada\nPlease.\n", "T", "Ada", "Text of it.",
	 "Please.", "", "t"},
	{"From: before To:", "T\n\nAda\n\n" BODY "From: [Name]\nTo: Ada\n\nPlease.\n", "T", "Ada",
	 "Text of it.", "Please.", "[Name]", "t"},
	{"empty From:", "T\n\nAda\n\n" BODY "To: Ada\nFrom:\n\nPlease.\n", "T", "Ada",
	 "Text of it.", "Please.", "", "t"},
	{"a space before To:", "T\n\nAda\n\n" BODY "  To: Ada\n  From: X\n\nPlease.\n", "T", "Ada",
	 "Text of it.", "Please.", "X", "t"},
	{"small letters", "T\n\nAda\n\n" BODY "to: Ada\nfrom: X\n\nPlease.\n", "T", "Ada",
	 "Text of it.", "Please.", "X", "t"},
	{"an empty line between To: and From:", "T\n\nAda\n\n" BODY "To: Ada\n\nFrom: X\nPlease.\n",
	 "T", "Ada", "Text of it.", "Please.", "X", "t"},
	{"To: differs from the target line", "T\n\nAda L.\n\n" BODY LETTER, "T", "Ada L.",
	 "Text of it.", "Please.", "[Name]", "t"},
	{"the target behind many lines", "T\n\n\n\nAda\n\n\n" BODY LETTER, "T", "Ada",
	 "Text of it.", "Please.", "[Name]", "t"},
	{"a title with a colon", "Amazon: stop\n\nAda\n\n" BODY LETTER, "Amazon: stop", "Ada",
	 "Text of it.", "Please.", "[Name]", "amazon-stop"},
	{"a title with a colon and no space", "Stop:now please\n\nAda\n\n" BODY LETTER,
	 "Stop:now please", "Ada", "Text of it.", "Please.", "[Name]", "stop-now-please"},
	{"curly quotes", "“Stop” ICE’s machine\n\nAda\n\nIt’s “it”.\n\n" LETTER,
	 "“Stop” ICE’s machine", "Ada", "It’s “it”.", "Please.", "[Name]", "stop-ices-machine"},
	{"paragraphs", "T\n\nAda\n\nOne\ntwo.\n\nThree.\n\n" LETTER "\nMore.\n", "T", "Ada",
	 "One\ntwo.\n\nThree.", "Please.\n\nMore.", "[Name]", "t"},
	{"To: inside a line", "T\n\nAda\n\nGive it To: her.\n\n" LETTER, "T", "Ada",
	 "Give it To: her.", "Please.", "[Name]", "t"},
	{"To: in the letter", "T\n\nAda\n\n" BODY "To: Ada\nFrom: X\n\nPlease.\nTo: you.\n", "T",
	 "Ada", "Text of it.", "Please.\nTo: you.", "X", "t"},
};

static void reads_parts(const void *row)
{
	const struct part_row *part = row;
	struct petition_import petition = read_petition(text_of(part->content));

	check_text(petition.title, part->title);
	check_text(petition.target, part->target);
	check_text(petition.body, part->body);
	check_text(petition.letter, part->letter);
	check_text(petition.signer_line, part->signer_line);
	check_text(petition.slug, part->slug);
	check_text(petition.language, "en");
	assert_null(petition.organizations);
}

struct key_row {
	const char *name; /* the key's value */
	const char *key;
	bool right;
};

static const struct key_row keys[] = {
	{"save-the-library", "Slug", true},
	{"a", "Slug", true},
	{"2030", "Slug", true},
	{"", "Slug", false},
	{"Save", "Slug", false},
	{"save the library", "Slug", false},
	{"save_it", "Slug", false},
	{"-save", "Slug", false},
	{"save-", "Slug", false},
	{"caf\u00e9", "Slug", false},
	{"a/b", "Slug", false},
	{"..", "Slug", false},
	{"en", "Language", true},
	{"gsw", "Language", true},
	{"zh-Hans", "Language", true},
	{"pt-BR", "Language", true},
	{"", "Language", false},
	{"e", "Language", false},
	{"English", "Language", false},
	{"en_US", "Language", false},
	{"../en", "Language", false},
	{"1", "Goal", true},
	{"1000000000", "Goal", true},
	{"5000 rising", "Goal", true},
	{"5000\trising", "Goal", true},
	{"5000rising", "Goal", false},
	{"5000 rising fast", "Goal", false},
	{"rising", "Goal", false},
	{"", "Goal", false},
	{"0", "Goal", false},
	{"1000000001", "Goal", false},
	{"50,000", "Goal", false},
	{"50k", "Goal", false},
	{"-5", "Goal", false},
	{"5.5", "Goal", false},
	{"2030-12-31", "Closes", true},
	{"2028-02-29", "Closes", true},
	{"2000-02-29", "Closes", true},
	{"2100-02-29", "Closes", false},
	{"2030-02-29", "Closes", false},
	{"2030-04-31", "Closes", false},
	{"2030-13-01", "Closes", false},
	{"2030-00-10", "Closes", false},
	{"2030-01-00", "Closes", false},
	{"2030-1-1", "Closes", false},
	{"2030- 1- 1", "Closes", false},
	{"2030-+1-+1", "Closes", false},
	{"+203-01-01", "Closes", false},
	{"1999-12-31", "Closes", false},
	{"31.12.2030", "Closes", false},
	{"12/31/2030", "Closes", false},
	{"2030-12-31 ", "Closes", true},
	{"2030-12-31T00:00", "Closes", false},
	{"tomorrow", "Closes", false},
	{"", "Closes", false},
	{"2031-05-01", "Erases", true},
	{"never", "Erases", false},
	{"Europe/Berlin", "Time-Zone", true},
	{"America/Argentina/Buenos_Aires", "Time-Zone", true},
	{"Europe/Berlin'; --", "Time-Zone", false},
	{"", "Time-Zone", false},
	{"required", "Confirmation", true},
	{"none", "Confirmation", true},
	{"no", "Confirmation", false},
	{"Required", "Confirmation", false},
};

static void judges_a_key(const void *row)
{
	const struct key_row *key = row;
	struct petition_import petition;
	struct text complaint, content;

	content = text_format(arena, "\n%s: %s\n\nT\n\nAda\n\n" BODY LETTER, key->key, key->name);
	assert_int_equal(petition_file_read(arena, "p.txt", content, &petition, &complaint),
			 key->right);
	if (!key->right)
		check_part(complaint, "p.txt:2: ");
}

static void takes_all_keys_in_any_letters(void)
{
	struct petition_import petition = read_petition(
		text_literal("CLOSES:2030-12-31\nconfirmation:  none\ngoal: 7\nLanguage: es\n"
			     "slug: s\nerases: 2031-01-01\nT\n\nAda\n\n" BODY LETTER));

	check_text(petition.closes_on, "2030-12-31");
	check_text(petition.erase_on, "2031-01-01");
	check_text(petition.confirmation, "none");
	check_text(petition.goal, "7");
	check_text(petition.language, "es");
	check_text(petition.slug, "s");
	check_text(petition.title, "T");
}

struct wrong_row {
	const char *name;
	struct text content;
	const char *complaint; /* behind the file's name */
};

#define ORGANIZATIONS "Participating Organizations:\n"
#define TOP "T\n\nAda\n\n" BODY /* six lines */

static const struct wrong_row wrongs[] = {
	{"empty", text_bytes(""), ":1: the file is empty"},
	{"blank", text_bytes(" \n\t\r\n\n"), ":1: the file is empty"},
	{"a byte order mark only", text_bytes("\ufeff\n"), ":1: the file is empty"},
	{"not UTF-8", text_bytes("T\n\nAda\n\ncaf\xe9\n"), ":5: this line is not UTF-8"},
	{"not UTF-8 with CR LF", text_bytes("T\r\n\r\nAda\r\n\r\ncaf\xe9\r\n"),
	 ":5: this line is not UTF-8"},
	{"UTF-16", text_bytes("\xff\xfeT\0\n\0"), ":1: this line is not UTF-8"},
	{"NUL", text_bytes("T\n\nA\0da\n"), ":3: this line is not UTF-8"},
	{"title only", text_bytes("T\n"), ":1: the text is missing"},
	{"title and target only", text_bytes("T\n\nAda\n"), ":3: the text is missing"},
	{"no title but the letter", text_bytes(LETTER), ":1: the title is missing"},
	{"no title but organizations", text_bytes("\n" ORGANIZATIONS "A\n" LETTER),
	 ":2: the title is missing"},
	{"keys only", text_bytes("Slug: a\nGoal: 5\n"), ":2: the title is missing"},
	{"long title",
	 text_bytes("x123456789x123456789x123456789x123456789x123456789x123456789x123456789"
		    "x123456789x123456789x123456789x123456789x123456789x123456789x123456789"
		    "x123456789x123456789x123456789x123456789x123456789x123456789x123456789"
		    "x123456789x123456789x123456789x123456789x123456789x123456789x123456789"
		    "x123456789x1234567890\n\nAda\n\n" BODY LETTER),
	 ":1: the title is too long"},
	{"no text but organizations", text_bytes("T\n\nAda\n\n" ORGANIZATIONS "A\n\n" LETTER),
	 ":5: the text is missing"},
	{"no text but the letter", text_bytes("T\n\nAda\n\n" LETTER), ":5: the text is missing"},
	{"no letter", text_bytes(TOP), ":5: the letter is missing"},
	{"no letter behind organizations", text_bytes(TOP ORGANIZATIONS "A\nB\n"),
	 ":9: the letter is missing"},
	{"empty letter", text_bytes(TOP "To: Ada\nFrom: [Name]\n"), ":7: the letter is empty"},
	{"letter of To: only", text_bytes(TOP "To: Ada"), ":7: the letter is empty"},
	{"no target at all", text_bytes("T\n\nLong,\ntext.\n\nFrom: X\n\nPlease.\n"),
	 ":6: the target is missing"},
	{"an empty target", text_bytes("T\n\nLong,\ntext.\n\nTo:\nFrom: X\n\nPlease.\n"),
	 ":6: the target is missing"},
	{"no organizations", text_bytes(TOP ORGANIZATIONS "\n" LETTER),
	 ":7: no organization follows"},
	{"organizations on the same line",
	 text_bytes(TOP "Participating Organizations: A, B\n" LETTER),
	 ":7: write the organizations below"},
	{"an organization twice", text_bytes(TOP ORGANIZATIONS "A\nB\n\nA\n" LETTER),
	 ":11: this organization is there twice"},
	{"organizations twice", text_bytes(TOP ORGANIZATIONS "A\n" ORGANIZATIONS "B\n" LETTER),
	 ":9: the organizations are there twice"},
	{"a paragraph among organizations",
	 text_bytes(
		 TOP ORGANIZATIONS
		 "A\nx123456789x123456789x123456789x123456789x123456789x123456789x123456789"
		 "x123456789x123456789x123456789x123456789x123456789x123456789x123456789"
		 "x123456789x123456789x123456789x123456789x123456789x123456789x123456789\n" LETTER),
	 ":9: this is too long for an organization's name"},
	{"unknown key", text_bytes("Slug: a\nGaol: 5\n\n" TOP LETTER), ":2: this key is not known"},
	{"unknown key first", text_bytes("Gaol: 5\nSlug: a\n\n" TOP LETTER), ":2: "},
	{"a key behind the title", text_bytes("T\nGoal: 5\n\nAda\n\n" BODY LETTER), ":2: "},
	{"a key in place of the target", text_bytes("T\n\nGoal: 5\n\n" BODY LETTER), ":3: "},
	{"erased before it closes",
	 text_bytes("Closes: 2030-12-31\nErases: 2030-12-31\n\n" TOP LETTER),
	 ":1: what signers typed"},
	{"a key twice", text_bytes("Goal: 5\nSlug: a\nGoal: 6\n\n" TOP LETTER),
	 ":3: this key was there before"},
	{"a wrong key behind empty lines", text_bytes("\n\n\nGoal: many\n\n" TOP LETTER),
	 ":4: the goal is a whole number"},
	{"a wrong key behind a byte order mark", text_bytes("\ufeff\n\nGoal: many\n\n" TOP LETTER),
	 ":3: the goal is a whole number"},
	{"a wrong key with CR LF", text_bytes("Slug: a\r\nGoal: many\r\n\r\nT\r\n"),
	 ":2: the goal is a whole number"},
	{"a wrong key with CR", text_bytes("\r\rGoal: many\r\rT\r"),
	 ":3: the goal is a whole number"},
	{"a title without letters", text_bytes("\u0421\u0442\u043e\u043f\n\nAda\n\n" BODY LETTER),
	 ":1: no slug can be made of this title"},
	{"a title without letters behind keys",
	 text_bytes("\n\nGoal: 5\n\n!?\n\nAda\n\n" BODY LETTER),
	 ":5: no slug can be made of this title"},
};

static void refuses(const void *row)
{
	const struct wrong_row *wrong = row;
	struct petition_import petition;
	struct text complaint = text_literal("nothing");

	assert_false(petition_file_read(arena, "p.txt", text_copy(arena, wrong->content), &petition,
					&complaint));
	check_part(complaint, text_format(arena, "p.txt%s", wrong->complaint).bytes);
}

static void limits_the_organizations(void)
{
	struct builder content = {.arena = arena};
	struct petition_import petition;
	struct text complaint;

	builder_string(&content, TOP ORGANIZATIONS);
	for (int i = 0; i < 500; i++)
		builder_format(&content, "Organization %d\n", i);
	petition = read_petition(text_format(arena, "%s" LETTER, builder_done(&content).bytes));
	assert_int_equal(organizations_count(&petition), 500);
	builder_string(&content, "One more\n" LETTER);
	assert_false(
		petition_file_read(arena, "p.txt", builder_done(&content), &petition, &complaint));
	check_part(complaint, "p.txt:508: too many organizations");
}

/* However the file is cut, it is read or refused with a line: nothing in between. */
static void survives_every_cut(void)
{
	struct text content = example();

	for (size_t size = 0; size < content.size; size++) {
		struct text cut = {arena_copy(arena, content.bytes, size), size};
		struct petition_import petition;
		struct text complaint = text_literal("");

		if (!petition_file_read(arena, "p.txt", cut, &petition, &complaint))
			check_part(complaint, "p.txt:");
		else
			assert_false(text_empty(petition.letter));
		if (size % 100 == 0) {
			arena_reset(arena);
			content = example();
		}
	}
}

int main(void)
{
	check("reads the example", reads_the_example);
	check("reads it without final newline", reads_it_without_final_newline);
	check("reads it with CR LF", reads_it_with_crlf);
	check("reads it with CR", reads_it_with_cr);
	check("reads it with spaces at the ends of lines", reads_it_with_spaces_at_the_ends);
	check("reads it with a byte order mark", reads_it_with_a_byte_order_mark);
	check("reads it with empty lines around", reads_it_with_empty_lines_around);
	check_rows("parts", reads_parts, parts);
	check_rows("key", judges_a_key, keys);
	check("takes all keys in any letters", takes_all_keys_in_any_letters);
	check_rows("refuses", refuses, wrongs);
	check("limits the organizations", limits_the_organizations);
	check("survives every cut", survives_every_cut);
	return check_run();
}
