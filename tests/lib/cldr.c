/* cldr: the samples of Unicode's data; plural forms, numbers, dates, sorting, names. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cldr.h"
#include "check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Integer samples of CLDR's plural rules (plurals.xml). */
struct form_row {
	const char *name; /* the language */
	const char *zero, *one, *two, *few, *many, *other;
};

static const struct form_row forms[] = {
	{"en", NULL, "1", NULL, NULL, NULL, "0 2 16 100 1000 10000 100000 1000000"},
	{"es", NULL, "1", NULL, NULL, "1000000 2000000", "0 2 16 100 1000 10000 100000 1000001"},
	{"fr", NULL, "0 1", NULL, NULL, "1000000", "2 17 100 1000 10000 100000"},
	{"zh-Hans", NULL, NULL, NULL, NULL, NULL, "0 1 2 3 11 100 1000000"},
	{"ht", NULL, NULL, NULL, NULL, NULL, "0 1 2 3 11 100 1000000"},
	{"ar", "0", "1", "2", "3 10 103 110 1003", "11 26 99 111 1011 12345",
	 "100 102 200 202 300 302 1000 10000 1000000"},
	{"ru", NULL, "1 21 31 101 1001", NULL, "2 4 22 24 102 1002", "0 5 19 100 1000 1000000",
	 NULL},
	{"he", NULL, "1", "2", NULL, NULL, "0 3 17 20 100 1000000"},
	{"pt-BR", NULL, "0 1", NULL, NULL, "1000000", "2 17 100 1000 100000"},
	{"xx-unknown", NULL, NULL, NULL, NULL, NULL, "0 1 2"},
	{"not a tag", NULL, NULL, NULL, NULL, NULL, "0 1 2"},
};

static void check_samples(struct cldr *cldr, const char *samples, const char *form)
{
	for (char *at = samples == NULL ? NULL : (char *)samples; at != NULL && *at != '\0';)
		assert_string_equal(cldr_form(cldr, arena, strtoull(at, &at, 10)), form);
}

static void has_forms(const void *row)
{
	const struct form_row *expected = row;
	struct cldr *cldr = cldr_new(arena, expected->name, expected->name);

	check_samples(cldr, expected->zero, "zero");
	check_samples(cldr, expected->one, "one");
	check_samples(cldr, expected->two, "two");
	check_samples(cldr, expected->few, "few");
	check_samples(cldr, expected->many, "many");
	check_samples(cldr, expected->other, "other");
}

struct locale_row {
	const char *name;
	const char *thousand, *million; /* 1234, 1234567 */
	const char *date;               /* 2026-03-01 */
};

static const struct locale_row locales[] = {
	{"en-US", "1,234", "1,234,567", "March 1, 2026"},
	{"en-GB", "1,234", "1,234,567", "1 March 2026"},
	{"en-IN", "1,234", "12,34,567", "1 March 2026"},
	{"es-US", "1,234", "1,234,567", "1 de marzo de 2026"},
	{"es-ES", "1234", "1.234.567", "1 de marzo de 2026"},
	{"zh-Hans", "1,234", "1,234,567", "2026年3月1日"},
	{"fr-HT", "1\u202f234", "1\u202f234\u202f567", "1 mars 2026"},
	{"ar-u-nu-arab", "١٬٢٣٤", "١٬٢٣٤٬٥٦٧", "١ مارس ٢٠٢٦"},
	{"ar-u-nu-latn", "1,234", "1,234,567", "1 مارس 2026"},
	{"de-CH", "1’234", "1’234’567", "1. März 2026"},
};

static void writes(const void *row)
{
	const struct locale_row *expected = row;
	struct cldr *cldr = cldr_new(arena, "en", expected->name);

	check_text(cldr_number(cldr, arena, 1234), expected->thousand);
	check_text(cldr_number(cldr, arena, 1234567), expected->million);
	check_text(cldr_date(cldr, arena, 2026, 3, 1), expected->date);
}

static void writes_the_ends(void)
{
	struct cldr *cldr = cldr_new(arena, "en", "en");

	check_text(cldr_number(cldr, arena, 0), "0");
	check_text(cldr_number(cldr, arena, 18446744073709551615ULL), "18,446,744,073,709,551,615");
	check_text(cldr_date(cldr, arena, 1970, 1, 1), "January 1, 1970");
	check_text(cldr_date(cldr, arena, 2028, 2, 29), "February 29, 2028");
	check_text(cldr_date(cldr, arena, 2099, 12, 31), "December 31, 2099");
}

struct sort_row {
	const char *name; /* the language */
	const char *words[4];
};

static const struct sort_row orders[] = {
	{"en", {"Afghanistan", "Åland", "Albania", "Zambia"}},
	{"es", {"España", "Estonia", "México", "Nueva Zelanda"}},
	{"sv", {"Albania", "Zambia", "Åland", "Österrike"}},
	{"zh-Hans", {"德国", "法国", "美国", "中国"}},
	{"fr-HT", {"Almay", "Etazini", "Etyopi", "Ètyopiy"}},
	{"ar", {"إسبانيا", "ألمانيا", "تونس", "مصر"}},
};

static void sorts(const void *row)
{
	const struct sort_row *expected = row;
	struct cldr *cldr = cldr_new(arena, expected->name, expected->name);

	for (int i = 0; i < 3; i++) {
		struct text before = cldr_sort_key(cldr, arena, text_of(expected->words[i]));
		struct text behind = cldr_sort_key(cldr, arena, text_of(expected->words[i + 1]));

		if (strcmp(before.bytes, behind.bytes) >= 0)
			fail_msg("%s is not before %s", expected->words[i], expected->words[i + 1]);
	}
}

struct language_row {
	const char *name;
	const char *own;
	const char *direction;
};

static const struct language_row names[] = {
	{"en", "English", "ltr"}, {"es", "español", "ltr"},          {"ar", "العربية", "rtl"},
	{"fa", "فارسی", "rtl"},   {"he-IL", "עברית (ישראל)", "rtl"}, {"zz", "zz", "ltr"},
};

static void names_itself(const void *row)
{
	const struct language_row *expected = row;

	check_text(cldr_name(arena, expected->name), expected->own);
	assert_string_equal(cldr_direction(expected->name), expected->direction);
}

static void knows_the_same(void)
{
	assert_true(cldr_same("zh-CN", "zh-Hans"));
	assert_true(cldr_same("zh", "zh-Hans"));
	assert_false(cldr_same("zh-TW", "zh-Hans"));
	assert_true(cldr_same("es-MX", "es-ES"));
	assert_false(cldr_same("sr-Latn", "sr"));
	assert_false(cldr_same("es", "pt"));
	assert_false(cldr_same("", "en"));
	assert_false(cldr_same("not a tag", "en"));
}

static void *use(void *shared)
{
	struct arena *own = arena_new();

	for (unsigned i = 0; i < 200; i++) {
		assert_string_equal(cldr_form(shared, own, 3), "few");
		check_text(cldr_number(shared, own, 1234), "١٬٢٣٤");
		check_text(cldr_date(shared, own, 2026, 3, 1), "١ مارس ٢٠٢٦");
	}
	arena_free(own);
	return NULL;
}

static void is_shared_by_threads(void)
{
	struct cldr *cldr = cldr_new(arena, "ar", "ar-u-nu-arab");
	pthread_t threads[4];

	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, use, cldr), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
}

int main(void)
{
	check_rows("forms", has_forms, forms);
	check_rows("writes", writes, locales);
	check("writes the ends", writes_the_ends);
	check_rows("sorts", sorts, orders);
	check_rows("names", names_itself, names);
	check("knows the same", knows_the_same);
	check("is shared by threads", is_shared_by_threads);
	return check_run();
}
