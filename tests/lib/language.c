/* language: which words a reader gets, and how they are filled in. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language.h"
#include "check.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENGLISH                                                                                    \
	"[language]\nname = English\n"                                                             \
	"[count]\nsigned.one = {count} person\nsigned.other = {count} people\n"                    \
	"[mail]\nsubject = Confirm: {title} \u2013 {site}\n"                                       \
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
			   text_literal("[count]\nsigned.other = {count}\n"), 0600);
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
	{"de;q=0.001,es", "es"},
	{"de;q=0.5,es", "es"},
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
	{"zh", "zh-Hans"},
	{"en;q=0.5, es;q=0.8", "es"},
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

static void without_words(void)
{
	const char *folder = text_format(arena, "%s/plain", check_folder()).bytes;
	const struct languages *languages;
	const struct language *language;
	struct text complaint;

	assert_int_equal(mkdir(folder, 0700), 0);
	check_file("plain/en.ini", text_literal(""), 0600);
	assert_true(languages_read(arena, folder, &languages, &complaint));
	language = language_choose(languages, text_literal(""), text_literal(""));
	check_text(language_number(language, arena, 1234567), "1,234,567");
	check_text(language_say(language, arena, "a.b", NULL), "a.b");
	check_text(language_count(language, arena, "a.b", 5), "a.b");
	assert_null(language_countries(language));
}

static const char spanish[] = "[language]\nname = Español\nlocale = es-ES\n"
			      "[count]\nsigned.one = {count} persona\nsigned.other = {count} "
			      "personas\n"
			      "[country]\nDE = Alemania\nUS = Estados Unidos\n";
static const char own_dates[] = "[language]\nlocale = fr-HT\n[date]\nformat = {day} {month} {year}"
				"\nmonth_11 = novanm\n";

/* The language of those two files and the English above. */
static const struct language *language_of(const char *code)
{
	static int count;
	const char *name = text_format(arena, "two%d", count++).bytes;
	const char *folder = text_format(arena, "%s/%s", check_folder(), name).bytes;
	const struct languages *languages = NULL;
	struct text complaint = text_literal("");

	assert_int_equal(mkdir(folder, 0700), 0);
	check_file(text_format(arena, "%s/en.ini", name).bytes, text_literal(ENGLISH), 0600);
	check_file(text_format(arena, "%s/es.ini", name).bytes, text_of(spanish), 0600);
	check_file(text_format(arena, "%s/ht.ini", name).bytes, text_of(own_dates), 0600);
	if (!languages_read(arena, folder, &languages, &complaint))
		fail_msg("%s", complaint.bytes);
	return language_choose(languages, text_of(code), text_literal(""));
}

static void falls_back_to_english(void)
{
	const struct language *language = language_of("es");
	struct text word;

	check_text(language_say(language, arena, "mail.long", NULL), "one two");
	assert_true(language_find(language, text_literal("mail.long"), &word));
	check_text(word, "one two");
	check_text(language_count(language, arena, "count.signed", 1), "1 persona");
	check_text(language_count(language, arena, "count.signed", 1000000), "1.000.000 personas");
	check_text(language_count(language_of("ht"), arena, "count.signed", 1), "1 person");
	check_text(language_count(language_of("ht"), arena, "count.signed", 2), "2 people");
}

static void describes_itself(void)
{
	check_text(language_name(language_of("es"), arena), "Español");
	check_text(language_name(language_of("en"), arena), "English");
	assert_string_equal(language_direction(language_of("es")), "ltr");
}

static void writes_dates(void)
{
	const struct date day = {2026, 11, 4}, other = {2026, 12, 4};

	check_text(language_date(language_of("en"), arena, day), "November 4, 2026");
	check_text(language_date(language_of("es"), arena, day), "4 de noviembre de 2026");
	check_text(language_date(language_of("ht"), arena, day), "4 novanm 2026");
	check_text(language_date(language_of("ht"), arena, other), "4 décembre 2026");
	check_text(language_day(language_of("en"), arena, text_literal("2026-11-04T12:00:00Z")),
		   "November 4, 2026");
	check_text(language_day(language_of("en"), arena, text_literal("soon")), "soon");
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

static void sorts_countries(void)
{
	const struct language_entry *entry = language_countries(english());

	assert_string_equal(entry->key, "AF");
	check_text(entry->word, "Afghanistan");
	entry = entry->next;
	assert_string_equal(entry->key, "DE");
	entry = entry->next;
	assert_string_equal(entry->key, "US");
	assert_null(entry->next);
	entry = language_countries(language_of("es"));
	check_text(entry->word, "Afghanistan");
	check_text(entry->next->word, "Alemania");
	check_text(entry->next->next->word, "Estados Unidos");
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

/* What the petition's page says of two numbers is never the same. */
static void tells_numbers_apart(const struct language *language, const char *name)
{
	struct text said[212];

	for (unsigned i = 0; i < 212; i++) {
		said[i] = language_count(language, arena, name, i);
		for (unsigned j = 0; j < i; j++) {
			if (text_equal(said[i], said[j]))
				fail_msg("%s: %s of %u and %u", language_code(language), name, i,
					 j);
		}
	}
}

static void checks_own(const struct language *language)
{
	const struct language_entry *entry = language_countries(language);
	unsigned countries = 0;

	for (; entry != NULL; entry = entry->next, countries++)
		assert_int_equal(strlen(entry->key), 2);
	assert_in_range(countries, 240, 250);
	tells_numbers_apart(language, "count.signed");
	tells_numbers_apart(language, "petition.organizations");
}

struct own_row {
	const char *name; /* its code */
	const char *own_name;
	const char *direction;
	const char *few, *many, *million; /* count.signed of 3, 12345, 1000000 */
	const char *date;                 /* 2026-11-24 */
	const char *first;                /* of the countries */
};

static const struct own_row own[] = {
	{"en", "English", "ltr", "3 people have signed", "12,345 people have signed",
	 "1,000,000 people have signed", "November 24, 2026", "Afghanistan"},
	{"es", "Español", "ltr", "3 personas han firmado", "12,345 personas han firmado",
	 "1,000,000 de personas han firmado", "24 de noviembre de 2026", "Afganistán"},
	{"zh-Hans", "简体中文", "ltr", "已有 3 人签名", "已有 12,345 人签名",
	 "已有 1,000,000 人签名", "2026年11月24日", "阿尔巴尼亚"},
	{"ht", "Kreyòl ayisyen", "ltr", "3 moun siyen deja", "12\u202f345 moun siyen deja",
	 "1\u202f000\u202f000 moun siyen deja", "24 novanm 2026", "Afganistan"},
	{"ar", "العربية", "rtl", "وقّع ٣ أشخاص", "وقّع ١٢٬٣٤٥ شخصًا", "وقّع ١٬٠٠٠٬٠٠٠ شخص",
	 "٢٤ نوفمبر ٢٠٢٦", "آيسلندا"},
};

static const struct languages *our_own(void)
{
	const struct languages *languages = NULL;
	struct text complaint = text_literal("");

	if (!languages_read(arena, check_source("html/words"), &languages, &complaint))
		fail_msg("%s", complaint.bytes);
	return languages;
}

static void speaks(const void *row)
{
	const struct own_row *expected = row;
	const struct date date = {2026, 11, 24};
	const struct language *language =
		language_choose(our_own(), text_of(expected->name), text_literal(""));

	assert_string_equal(language_code(language), expected->name);
	check_text(language_name(language, arena), expected->own_name);
	assert_string_equal(language_direction(language), expected->direction);
	check_text(language_count(language, arena, "count.signed", 3), expected->few);
	check_text(language_count(language, arena, "count.signed", 12345), expected->many);
	check_text(language_count(language, arena, "count.signed", 1000000), expected->million);
	check_text(language_date(language, arena, date), expected->date);
	check_text(language_countries(language)->word, expected->first);
	checks_own(language);
}

static void lists_english_first(void)
{
	const struct language *const *all = languages_all(our_own());

	assert_string_equal(language_code(*all), "en");
	while (*++all != NULL)
		assert_string_not_equal(language_code(*all), "en");
}

int main(void)
{
	check_rows("accept", chooses, choices);
	check_rows("lang", chooses_what_is_wanted, wanted);
	check_rows("say", says, sayings);
	check("says values as they are", says_values_as_they_are);
	check_rows("count", counts, numbers);
	check("without words", without_words);
	check("falls back to English", falls_back_to_english);
	check("describes itself", describes_itself);
	check("writes dates", writes_dates);
	check("finds a word", finds_a_word);
	check("sorts countries", sorts_countries);
	check_rows("refuses", refuses, folders);
	check("says which folder is missing", says_which_folder_is_missing);
	check_rows("speaks", speaks, own);
	check("lists English first", lists_english_first);
	return check_run();
}
