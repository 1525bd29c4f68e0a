/* event: codes that we make, and what is none. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "event.h"
#include "check.h"

struct code_row {
	const char *name; /* what is typed */
	const char *code;
};

static const struct code_row codes[] = {
	{"", ""},           {"abcdefghj2", "abcdefghj2"}, {"abcdefghj", ""},  {"abcdefghj22", ""},
	{"ABCDEFGHJ2", ""}, {"abcdefghi2", ""},           {"abcdefgh 2", ""}, {"abcdefgh<2", ""},
	{"abcdefghj1", ""},
};

static void judges_a_code(const void *row)
{
	const struct code_row *expected = row;

	check_text(event_code(text_of(expected->name)), expected->code);
}

static void makes_codes(void)
{
	struct text one = event_code_make(arena), other = event_code_make(arena);

	assert_int_equal(one.size, EVENT_CODE_LENGTH);
	check_text(event_code(one), one.bytes);
	assert_false(text_equal(one, other));
}

int main(void)
{
	check_rows("code", judges_a_code, codes);
	check("makes codes", makes_codes);
	return check_run();
}
