/* progress: the share of the goal, in the words of each language. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "progress.h"
#include "sample.h"

static const struct language *language_of(const char *code)
{
	return language_choose(sample_site()->languages, text_of(code), text_literal(""));
}

struct progress_row {
	const char *name;
	uint64_t confirmed, goal;
	const char *percent; /* NULL: no goal */
};

static const struct progress_row rows[] = {
	{"nobody", 0, 100, "0"},
	{"half", 500, 1000, "50"},
	{"just below", 999, 1000, "99"},
	{"reached", 1000, 1000, "100"},
	{"more than that", 5000, 1000, "100"},
	{"a large number", UINT64_MAX / 100, 1000000000, "100"},
	{"no goal", 5000, 0, NULL},
};

static void knows_the_share(const void *row)
{
	const struct progress_row *expected = row;
	struct progress progress =
		progress_of(language_of("en"), arena, expected->confirmed, expected->goal);

	check_text(progress.percent, expected->percent == NULL ? "" : expected->percent);
	assert_int_equal(text_empty(progress.goal_text), expected->percent == NULL);
	assert_int_equal(text_empty(progress.percent_text), expected->percent == NULL);
}

static void speaks_the_language(void)
{
	struct progress progress = progress_of(language_of("en"), arena, 1234, 5000);

	check_text(progress.count_text, "1,234 people have signed");
	check_text(progress.goal_text, "Goal: 5,000");
	check_text(progress.percent_text, "24%");
	progress = progress_of(language_of("es"), arena, 1, 5000000);
	check_part(progress.count_text, "1 persona");
	check_part(progress.percent_text, "0 %");
}

int main(void)
{
	check_rows("share", knows_the_share, rows);
	check("speaks the language", speaks_the_language);
	return check_run();
}
