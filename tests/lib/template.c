/* template: what is no template is refused with its line. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "template.h"
#include "check.h"

#include <string.h>
#include <sys/stat.h>

struct wrong_row {
	const char *name;
	const char *source;
	const char *complaint;
};

static const struct wrong_row wrongs[] = {
	{"triple mustache", "a\n{{{b}}}", "t.html:2: {{{, {{&, {{=, {{< and {{$ are not for"},
	{"triple with spaces", "{{{ b }}}", "t.html:1: {{{"},
	{"ampersand", "a\n\n{{&b}}", "t.html:3: {{{, {{&"},
	{"ampersand with a space", "{{& b}}", "t.html:1: {{{, {{&"},
	{"set delimiter", "{{=<% %>=}}", "t.html:1: {{{, {{&, {{="},
	{"set delimiter with a newline", "\n{{=\n| |\n=}}", "t.html:2: {{{, {{&, {{="},
	{"parent", "{{<a}}{{/a}}", "t.html:1: {{{, {{&, {{=, {{<"},
	{"block", "{{$a}}{{/a}}", "t.html:1: {{{, {{&, {{=, {{< and {{$"},
	{"open tag", "a\nb {{c\n}", "t.html:2: this tag has no }}"},
	{"open tag at the end", "a{{", "t.html:1: this tag has no }}"},
	{"open tag, one brace", "{{a}", "t.html:1: this tag has no }}"},
	{"empty tag", "{{}}", "t.html:1: this tag has no name"},
	{"blank tag", "\n {{ }}", "t.html:2: this tag has no name"},
	{"empty section", "{{#}}", "t.html:1: this tag has no name"},
	{"empty inverted section", "{{^ }}", "t.html:1: this tag has no name"},
	{"empty end", "{{#a}}{{/}}", "t.html:1: this tag has no name"},
	{"empty partial", "{{>}}", "t.html:1: this tag has no name"},
	{"section not closed", "{{#a}}\nb\n", "t.html:3: a section is not closed"},
	{"inner section not closed", "{{#a}}{{#b}}{{/b}}", "t.html:1: a section is not closed"},
	{"closed, but not open", "a\n{{/a}}", "t.html:2: this closes a section that is not open"},
	{"closed twice", "{{#a}}{{/a}}{{/a}}", "t.html:1: this closes a section that is not"},
	{"closed in the wrong order", "{{#a}}{{#b}}\n{{/a}}{{/b}}",
	 "t.html:2: this closes a section that is not open"},
	{"closed in other letters", "{{#a}}{{/A}}", "t.html:1: this closes a section"},
};

static void refuses(const void *row)
{
	const struct wrong_row *wrong = row;
	struct templates *templates = templates_new(arena);
	struct text complaint;

	assert_false(templates_add(templates, "t.html", text_of(wrong->source), &complaint));
	check_part(complaint, wrong->complaint);
	assert_null(templates_find(templates, "t.html"));
}

static struct text nested(int depth)
{
	struct builder builder = {.arena = arena};

	for (int i = 0; i < depth; i++)
		builder_string(&builder, "{{#a}}");
	for (int i = 0; i < depth; i++)
		builder_string(&builder, "{{/a}}");
	return builder_done(&builder);
}

static void limits_the_nesting(void)
{
	struct templates *templates = templates_new(arena);
	struct text complaint;

	assert_true(templates_add(templates, "t.html", nested(31), &complaint));
	assert_false(templates_add(templates, "t.html", nested(32), &complaint));
	check_part(complaint, "t.html:1: too many sections inside each other");
	assert_false(templates_add(templates, "t.html", nested(10000), &complaint));
}

static void finds_by_name(void)
{
	struct templates *templates = templates_new(arena);
	struct text complaint;

	assert_true(templates_add(templates, "a.html", text_literal("a"), &complaint));
	assert_true(templates_add(templates, "mail/a.txt", text_literal("b"), &complaint));
	check_text(templates_find(templates, "a.html")->first->text, "a");
	check_text(templates_find(templates, "mail/a.txt")->first->text, "b");
	assert_null(templates_find(templates, "a"));
	assert_null(templates_find(templates, "a.txt"));
}

static void keeps_its_own_copy(void)
{
	struct templates *templates = templates_new(arena);
	char source[] = "abc", name[] = "a.html";
	struct text complaint;

	assert_true(templates_add(templates, name, (struct text){source, 3}, &complaint));
	memset(source, 'x', 3);
	name[0] = 'x';
	check_text(templates_find(templates, "a.html")->first->text, "abc");
}

static void reads_a_folder(void)
{
	struct templates *templates = templates_new(arena);
	const char *folder = text_format(arena, "%s/mail", check_folder()).bytes;
	struct text complaint;

	assert_int_equal(mkdir(folder, 0700), 0);
	check_file("mail/a.html", text_literal("a"), 0600);
	check_file("mail/b.txt", text_literal("b"), 0600);
	assert_true(templates_read(templates, folder, "mail/", ".html", &complaint));
	assert_non_null(templates_find(templates, "mail/a.html"));
	assert_null(templates_find(templates, "mail/b.txt"));
	check_file("mail/c.html", text_literal("\n{{#c}}"), 0600);
	assert_false(templates_read(templates, folder, "mail/", ".html", &complaint));
	check_text(complaint, "mail/c.html:2: a section is not closed");
}

static void says_which_folder_is_missing(void)
{
	struct text complaint;

	assert_false(templates_read(templates_new(arena), "/nowhere", "", ".html", &complaint));
	check_part(complaint, "/nowhere: No such file or directory");
}

static void reads_our_own(void)
{
	struct templates *templates = templates_new(arena);
	struct text complaint = text_literal("");

	if (!templates_read(templates, check_source("html"), "", ".html", &complaint) ||
	    !templates_read(templates, check_source("html/mail"), "mail/", ".html", &complaint) ||
	    !templates_read(templates, check_source("html/mail"), "mail/", ".txt", &complaint))
		fail_msg("%s", complaint.bytes);
	assert_non_null(templates_find(templates, "petition.html"));
	assert_non_null(templates_find(templates, "mail/confirmation.txt"));
	assert_null(templates_missing(templates, arena));
}

static void says_which_part_is_missing(void)
{
	struct templates *templates = templates_new(arena);
	struct text complaint;

	assert_true(
		templates_add(templates, "a.html", text_literal("{{#x}}{{>b}}{{/x}}"), &complaint));
	assert_string_equal(templates_missing(templates, arena), "a.html: {{>b}}");
	assert_true(templates_add(templates, "b.txt", text_literal("b"), &complaint));
	assert_string_equal(templates_missing(templates, arena), "a.html: {{>b}}");
	assert_true(templates_add(templates, "b.html", text_literal("b"), &complaint));
	assert_null(templates_missing(templates, arena));
}

int main(void)
{
	check_rows("refuses", refuses, wrongs);
	check("limits the nesting", limits_the_nesting);
	check("finds by name", finds_by_name);
	check("keeps its own copy", keeps_its_own_copy);
	check("reads a folder", reads_a_folder);
	check("says which folder is missing", says_which_folder_is_missing);
	check("reads our own", reads_our_own);
	check("says which part is missing", says_which_part_is_missing);
	return check_run();
}
