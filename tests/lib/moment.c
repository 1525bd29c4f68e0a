/* moment: days and times that are there, and those that PostgreSQL would refuse. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "moment.h"
#include "check.h"

struct moment_row {
	const char *name;
	bool day;
	bool time;
};

static const struct moment_row moments[] = {
	{"2030-12-31", true, true},
	{"2024-02-29", true, true},
	{"2000-02-29", true, true},
	{"2000-01-01", true, true},
	{"9999-12-31", true, true},
	{"2023-02-29", false, false},
	{"2100-02-29", false, false},
	{"2030-04-31", false, false},
	{"2030-00-01", false, false},
	{"2030-13-01", false, false},
	{"2030-01-00", false, false},
	{"1999-12-31", false, false},
	{"2030-1-1", false, false},
	{"20300101", false, false},
	{"2030-12-31 ", false, false},
	{"2030-12-31T00:00Z", false, true},
	{"2030-12-31T23:59:59Z", false, true},
	{"2030-12-31T23:59:59.123456Z", false, true},
	{"2030-12-31T23:59:59.123456+05:30", false, true},
	{"2030-12-31T23:59-14:00", false, true},
	{"2030-12-31T24:00Z", false, false},
	{"2030-12-31T00:60Z", false, false},
	{"2030-12-31T00:00:60Z", false, false},
	{"2030-12-31T00:00:00.Z", false, false},
	{"2030-12-31T00:00", false, false},
	{"2030-12-31T00:00:00", false, false},
	{"2030-12-31T00:00z", false, false},
	{"2030-12-31T00:00+15:00", false, false},
	{"2030-12-31T00:00+05", false, false},
	{"2030-12-31T00:00+05:60", false, false},
	{"2030-12-31T", false, false},
	{"2023-02-29T00:00Z", false, false},
	{"", false, false},
	{"yesterday", false, false},
};

static void judges_a_moment(const void *row)
{
	const struct moment_row *expected = row;
	struct text typed = text_of(expected->name);

	assert_int_equal(moment_is_day(typed), expected->day);
	assert_int_equal(moment_is_time(typed), expected->time);
}

int main(void)
{
	check_rows("moment", judges_a_moment, moments);
	return check_run();
}
