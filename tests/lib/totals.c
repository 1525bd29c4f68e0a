/* totals: each name once, in order, however they come. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "totals.h"
#include "check.h"

static void counts(void)
{
	static const char *const names[] = {"FR75", "DE10", "DE", "  ", "DE10", "FR75", "DE10"};
	struct totals totals = {.arena = arena};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		totals_add(&totals, text_of(names[i]));
	assert_int_equal(totals.count, 4);
	check_text(totals.sorted[0].name, "  ");
	check_text(totals.sorted[1].name, "DE");
	check_text(totals.sorted[2].name, "DE10");
	check_text(totals.sorted[3].name, "FR75");
	assert_int_equal(totals.sorted[1].count, 1);
	assert_int_equal(totals.sorted[2].count, 3);
	assert_int_equal(totals.sorted[3].count, 2);
}

static void takes_many(void)
{
	struct totals totals = {.arena = arena};

	for (unsigned i = 0; i < 10000; i++)
		totals_add(&totals, text_format(arena, "%u", i * 7919 % 1000));
	assert_int_equal(totals.count, 1000);
	for (size_t i = 0; i < totals.count; i++)
		assert_int_equal(totals.sorted[i].count, 10);
}

int main(void)
{
	check("counts", counts);
	check("takes many", takes_many);
	return check_run();
}
