/* announcement_file: what organizers write is understood, or the line that is not is named. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announcement_file.h"
#include "check.h"

#include <string.h>

struct right_row {
	const char *name;
	const char *content;
	const char *language, *subject, *body;
};

static const struct right_row rights[] = {
	{"a heading", "# News\n\nHello.\n", "en", "News", "Hello."},
	{"a key", "Subject: News\n\nHello.\n", "en", "News", "Hello."},
	{"a language", "Language: es\n# Noticias\n\nHola.\n", "es", "Noticias", "Hola."},
	{"keys and empty lines", "\n\nlanguage: zh-Hans\n\nSUBJECT:  News \nHello.\n\nMore.",
	 "zh-Hans", "News", "Hello.\n\nMore."},
	{"the language last", "Subject: News\nLanguage: ht\n\nHello.", "ht", "News", "Hello."},
	{"line ends of Windows", "# News\r\n\r\nHello.\r\n", "en", "News", "Hello."},
	{"a mark of UTF-8", "\xef\xbb\xbf# News\n\nHello.", "en", "News", "Hello."},
	{"headings below", "# News\n## More\nHello.", "en", "News", "## More\nHello."},
	{"decomposed", "# Cafe\u0301\n\ne\u0301", "en", "Caf\u00e9", "\u00e9"},
	{"keys in the news", "# News\nLanguage: es\nSubject: x", "es", "News", "Subject: x"},
};

static void understands(const void *row)
{
	const struct right_row *expected = row;
	struct announcement_words words;
	struct text complaint = text_literal("");

	if (!announcement_file_read(arena, "n.md", text_of(expected->content), &words, &complaint))
		fail_msg("%s", complaint.bytes);
	check_text(words.language, expected->language);
	check_text(words.subject, expected->subject);
	check_text(words.body, expected->body);
}

struct wrong_row {
	const char *name;
	struct text content;
	const char *complaint;
};

#define LONG                                                                                       \
	"01234567890123456789012345678901234567890123456789"                                       \
	"01234567890123456789012345678901234567890123456789"                                       \
	"01234567890123456789012345678901234567890123456789x"

static const struct wrong_row wrongs[] = {
	{"nothing", {"", 0}, "n.md:1: the subject is missing"},
	{"no subject", {"Hello.\n", 7}, "n.md:1: the subject is missing"},
	{"an empty one", {"\n# \nHello.", 10}, "n.md:2: the subject is missing"},
	{"no space behind it", {"#News\nHello.", 12}, "n.md:1: the subject is missing"},
	{"a long one", {"# " LONG "\nx", sizeof(LONG) + 3}, "n.md:1: the subject is too long"},
	{"no news", {"# News\n\n", 8}, "n.md:1: the news is missing"},
	{"no language", {"Language: Spanish\n# N\nx", 23}, "n.md:1: the language is a code"},
	{"no language below", {"# N\n\nLanguage: x_y\nx", 20}, "n.md:3: the language is a code"},
	{"no UTF-8", {"# N\n\n\xff", 6}, "n.md:1: the file is not UTF-8"},
	{"a NUL", {"# N\n\nx\0y", 8}, "n.md:1: the file is not UTF-8"},
};

static void complains(const void *row)
{
	const struct wrong_row *expected = row;
	struct announcement_words words;
	struct text complaint = text_literal("");

	assert_false(announcement_file_read(arena, "n.md", expected->content, &words, &complaint));
	if (!text_starts(complaint, expected->complaint))
		fail_msg("%s is not %s", complaint.bytes, expected->complaint);
}

int main(void)
{
	check_rows("understands", understands, rights);
	check_rows("complains", complains, wrongs);
	return check_run();
}
