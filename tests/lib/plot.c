/* plot: round scales, shapes that stay inside, bars as long as their numbers. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "plot.h"
#include "check.h"

struct top_row {
	const char *name;
	uint64_t most, top;
};

static const struct top_row tops[] = {
	{"nothing", 0, 4},
	{"one", 1, 4},
	{"as much as the scale", 4, 4},
	{"one more", 5, 8},
	{"a few", 17, 20},
	{"a hundred", 100, 200},
	{"thousands", 3456, 4000},
	{"millions", 5000000, 8000000},
	{"all that there is", UINT64_MAX, UINT64_MAX},
};

static void finds_a_round_top(const void *row)
{
	const struct top_row *expected = row;

	assert_int_equal(plot_top(expected->most), expected->top);
}

static const uint64_t days[] = {0, 5, 10};

static void draws_bars(void)
{
	/* 960 units for three, four fifths of each drawn; 240 units are 20. */
	check_text(plot_bars(arena, days, 3, 20), "M352.0 240h256.0v-60.0h-256.0z"
						  "M672.0 240h256.0v-120.0h-256.0z");
	check_text(plot_bars(arena, days, 0, 20), "");
}

static void draws_a_line(void)
{
	check_text(plot_line(arena, days, 3, 20), "M0 240L320.0 240.0L640.0 180.0L960.0 120.0");
	check_text(plot_line(arena, days, 0, 20), "M0 240");
}

static void draws_in_a_terminal(void)
{
	static const uint64_t numbers[] = {0, 1, 50, 100};
	static const uint64_t none[] = {0, 0};

	check_text(plot_spark(arena, numbers, 4), " ▁▄█");
	check_text(plot_spark(arena, none, 2), "  ");
	check_text(plot_bar(arena, 100, 100, 4), "████");
	check_text(plot_bar(arena, 50, 100, 5), "██▌");
	check_text(plot_bar(arena, 1, 1000000, 40), "▏");
	check_text(plot_bar(arena, 0, 0, 40), "");
}

int main(void)
{
	check_rows("top", finds_a_round_top, tops);
	check("draws bars", draws_bars);
	check("draws a line", draws_a_line);
	check("draws in a terminal", draws_in_a_terminal);
	return check_run();
}
