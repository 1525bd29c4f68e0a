/* language: which words a reader gets, and how they are filled in. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language.h"
#include "check.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENGLISH                                                                                    \
	"[language]\ndir = ltr\nthousands = ,\n"                                                   \
	"[count]\nsigned.one = {count} person\nsigned.other = {count} people\n"                    \
	"[mail]\nsubject = Confirm: {title} – {site}\n"                                          \
	"braces = {title} {none} { {title {{title}} }\nlong = one\n  two\n"                        \
	"[country]\nDE = Germany\nAF = Afghanistan\nUS = United States\n"

static const struct languages *read_languages(const char *const *codes)
{
	static int count;
	const char *name = text_format(arena, "words%d", count++).bytes;
	const char *folder = text_format(arena, "%s/%s", check_folder(), name).bytes;
	const struct languages *languages = NULL;
	struct text complaint = text_literal("");

	assert_int_equal(mkdir(folder, 0700), 0);
	check_file(text_format(arena, "%s/en.ini", name).bytes, text_literal(ENGLISH), 0600);
	for (; *codes != NULL; codes++)
		check_file(text_format(arena, "%s/%s.ini", name, *codes).bytes,
			   text_literal("[language]\ndir = ltr\nthousands = .\n"), 0600);
	if (!languages_read(arena, folder, &languages, &complaint))
		fail_msg("%s", complaint.bytes);
	return languages;
}

static const struct language *english(void)
{
	static const char *const none[] = {NULL};

	return language_choose(read_languages(none), text_literal(""), text_literal(""));
}

struct choice_row {
	const char *name; /* Accept-Language */
	const char *code;
};

/* The site has de, en, es, pt, pt-BR, zh-Hans and zh-Hant. */
static const struct choice_row choices[] = {
	{"", "en"},
	{"es", "es"},
	{"ES", "es"},
	{"es-MX", "es"},
	{"es-419,es;q=0.9,en;q=0.8", "es"},
	{"fr", "en"},
	{"fr, es", "es"},
	{"fr-CA,fr;q=0.9,de;q=0.5", "de"},
	{"de;q=0, es", "es"},
	{"de;q=0.0, es", "es"},
	{"de;q=0.000,es", "es"},
	{"de;Q=0,es", "es"},
	{"de ; q=0 , es", "es"},
	{"de;q=0.001,es", "de"},
	{"de;q=0.5,es", "de"},
	{"es;q=0", "en"},
	{"de;q=1.000", "de"},
	{"*", "en"},
	{"fr, *;q=0.5", "en"},
	{"pt", "pt"},
	{"pt-PT", "pt"},
	{"pt-BR", "pt-BR"},
	{"pt-br", "pt-BR"},
	{"pt-BR-x-a", "pt-BR"},
	{"zh-Hant-TW", "zh-Hant"},
	{"zh-Hans", "zh-Hans"},
	{"zh", "en"},
	{"d", "en"},
	{"deu", "en"},
	{"dehh-DE", "en"},
	{",,es", "es"},
	{" , ;q=1 , es", "es"},
	{"es,", "es"},
	{"\"><script>", "en"},
	{"es\r\nX: de", "en"},
};

static const char *const site[] = {"de", "es", "pt", "pt-BR", "zh-Hans", "zh-Hant", NULL};

static void chooses(const void *row)
{
	const struct choice_row *choice = row;

	assert_string_equal(language_code(language_choose(read_languages(site), text_literal(""),
							  text_of(choice->name))),
			    choice->code);
}

/* ?lang= of a reader whose browser accepts German. */
static const struct choice_row wanted[] = {
	{"", "de"},         {"es", "es"}, {"es-MX", "es"},    {"fr", "de"},
	{"pt-BR", "pt-BR"}, {"..", "de"}, {"en/../es", "de"}, {"*", "de"},
};

static void chooses_what_is_wanted(const void *row)
{
	const struct choice_row *choice = row;

	assert_string_equal(
		language_code(language_choose(read_languages(site), text_of(choice->name),
					      text_literal("de, es"))),
		choice->code);
}

struct say_row {
	const char *name;
	const char *said;
};

static const struct say_row sayings[] = {
	{"mail.subject", "Confirm: Save us – Ours"},
	{"mail.braces", "Save us {none} { {title {Save us} }"},
	{"mail.long", "one two"},
	{"mail.none", "mail.none"},
	{"none.subject", "none.subject"},
	{"subject", "subject"},
	{"mail.", "mail."},
	{"", ""},
};

static void says(const void *row)
{
	const struct say_row *saying = row;

	check_text(language_say(english(), arena, saying->name, "title", "Save us", "site", "Ours",
				NULL),
		   saying->said);
}

/* What is filled in is not looked through again. */
static void says_values_as_they_are(void)
{
	check_text(language_say(english(), arena, "mail.subject", "title", "{site}", "site",
				"{title}", NULL),
		   "Confirm: {site} – {title}");
	check_text(language_say(english(), arena, "mail.subject", NULL),
		   "Confirm: {title} – {site}");
}

struct number_row {
	const char *name;
	unsigned long long number;
	const char *said; /* count.signed */
};

static const struct number_row numbers[] = {
	{"0", 0, "0 people"},
	{"1", 1, "1 person"},
	{"2", 2, "2 people"},
	{"11", 11, "11 people"},
	{"999", 999, "999 people"},
	{"1,000", 1000, "1,000 people"},
	{"12,345", 12345, "12,345 people"},
	{"999,999", 999999, "999,999 people"},
	{"1,000,000", 1000000, "1,000,000 people"},
	{"18,446,744,073,709,551,615", 18446744073709551615ULL,
	 "18,446,744,073,709,551,615 people"},
};

static void counts(const void *row)
{
	const struct number_row *expected = row;

	check_text(language_number(english(), arena, expected->number), expected->name);
	check_text(language_count(english(), arena, "count.signed", expected->number),
		   expected->said);
}

static void number_without_a_separator(void)
{
	const char *folder = text_format(arena, "%s/plain", check_folder()).bytes;
	const struct languages *languages;
	const struct language *language;
	struct text complaint;

	assert_int_equal(mkdir(folder, 0700), 0);
	check_file("plain/en.ini", text_literal(""), 0600);
	assert_true(languages_read(arena, folder, &languages, &complaint));
	language = language_choose(languages, text_literal(""), text_literal(""));
	check_text(language_number(language, arena, 1234567), "1234567");
	check_text(language_say(language, arena, "a.b", NULL), "a.b");
}

static void finds_a_word(void)
{
	const struct language *language = english();
	struct builder name = {.arena = arena};
	struct text word;

	assert_true(language_find(language, text_literal("country.DE"), &word));
	check_text(word, "Germany");
	assert_true(language_find(language, (struct text){"country.DEU", 10}, &word));
	assert_false(language_find(language, text_literal("country.de"), &word));
	assert_false(language_find(language, text_literal("country"), &word));
	assert_false(language_find(language, text_literal(""), &word));
	for (int i = 0; i < 500; i++)
		builder_string(&name, "a");
	assert_false(language_find(language, builder_done(&name), &word));
}

static void walks_a_section_in_order(void)
{
	const struct language *language = english();
	const struct language_entry *entry = language_section(language, "country");

	assert_string_equal(entry->key, "DE");
	check_text(entry->word, "Germany");
	entry = entry->next;
	assert_string_equal(entry->key, "AF");
	entry = entry->next;
	assert_string_equal(entry->key, "US");
	assert_null(entry->next);
	assert_null(language_section(language, "coun"));
	assert_null(language_section(language, "none"));
}

struct folder_row {
	const char *name;
	const char *file;
	const char *content;
	const char *complaint;
};

static const struct folder_row folders[] = {
	{"english is missing", "de.ini", "[a]\nb = c\n", "/en.ini: is missing"},
	{"no words", "en.ini", "[a]\nb = c\nd =\n[e]\n", "/en.ini:3: d has no words"},
	{"no entry", "en.ini", "[a]\nb\n", "/en.ini:2: this is neither"},
	{"not UTF-8", "en.ini", "[a]\nb = \xff\n", "/en.ini:2: the line is not UTF-8"},
};

static void refuses(const void *row)
{
	const struct folder_row *expected = row;
	const char *folder = text_format(arena, "%s/wrong", check_folder()).bytes;
	const char *file = text_format(arena, "wrong/%s", expected->file).bytes;
	const struct languages *languages;
	struct text complaint;

	mkdir(folder, 0700);
	file = check_file(file, text_of(expected->content), 0600);
	assert_false(languages_read(arena, folder, &languages, &complaint));
	check_part(complaint, expected->complaint);
	unlink(file);
}

static void says_which_folder_is_missing(void)
{
	const struct languages *languages;
	struct text complaint;

	assert_false(languages_read(arena, "/nowhere", &languages, &complaint));
	check_part(complaint, "/nowhere: No such file or directory");
}

static void reads_our_own(void)
{
	const struct languages *languages = NULL;
	struct text complaint = text_literal("");
	const struct language *language;
	unsigned countries = 0;

	if (!languages_read(arena, check_source("html/words"), &languages, &complaint))
		fail_msg("%s", complaint.bytes);
	language = language_choose(languages, text_literal("en"), text_literal(""));
	check_text(language_count(language, arena, "count.signed", 1234),
		   "1,234 people have signed");
	for (const struct language_entry *entry = language_section(language, "country");
	     entry != NULL; entry = entry->next) {
		assert_int_equal(strlen(entry->key), 2);
		countries++;
	}
	assert_in_range(countries, 240, 250);
}

int main(void)
{
	check_rows("accept", chooses, choices);
	check_rows("lang", chooses_what_is_wanted, wanted);
	check_rows("say", says, sayings);
	check("says values as they are", says_values_as_they_are);
	check_rows("count", counts, numbers);
	check("number without a separator", number_without_a_separator);
	check("finds a word", finds_a_word);
	check("walks a section in order", walks_a_section_in_order);
	check_rows("refuses", refuses, folders);
	check("says which folder is missing", says_which_folder_is_missing);
	check("reads our own", reads_our_own);
	return check_run();
}
