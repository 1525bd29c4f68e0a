/* plot: see plot.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "plot.h"

#define EIGHTHS 8
#define MOST_NUMBER (UINT64_MAX / 100) /* what a step can still be made of */

uint64_t plot_top(uint64_t most)
{
	static const uint64_t round[] = {1, 2, 5};

	for (uint64_t ten = 1; ten < MOST_NUMBER; ten *= 10) {
		for (size_t i = 0; i < sizeof(round) / sizeof(round[0]); i++) {
			if (round[i] * ten * PLOT_STEPS >= most)
				return round[i] * ten * PLOT_STEPS;
		}
	}
	return most;
}

static double height_of(uint64_t number, uint64_t top)
{
	return (double)PLOT_HEIGHT * (double)number / (double)top;
}

struct text plot_bars(struct arena *arena, const uint64_t *numbers, size_t count, uint64_t top)
{
	struct builder builder = {.arena = arena};
	double room = (double)PLOT_WIDTH / (double)(count == 0 ? 1 : count);
	double width = room > 3 ? room * 0.8 : room;

	for (size_t i = 0; i < count; i++) {
		if (numbers[i] > 0)
			builder_format(&builder, "M%.1f %dh%.1fv-%.1fh-%.1fz",
				       (double)i * room + (room - width) / 2, PLOT_HEIGHT, width,
				       height_of(numbers[i], top), width);
	}
	return builder_done(&builder);
}

struct text plot_line(struct arena *arena, const uint64_t *numbers, size_t count, uint64_t top)
{
	struct builder builder = {.arena = arena};
	double room = (double)PLOT_WIDTH / (double)(count == 0 ? 1 : count);

	/* Each number is reached at the end of its share. */
	builder_format(&builder, "M0 %d", PLOT_HEIGHT);
	for (size_t i = 0; i < count; i++)
		builder_format(&builder, "L%.1f %.1f", (double)(i + 1) * room,
			       PLOT_HEIGHT - height_of(numbers[i], top));
	return builder_done(&builder);
}

/* U+2581 and the seven behind it are blocks that grow by an eighth. */
static void add_block(struct builder *builder, unsigned lowest, unsigned step)
{
	char utf8[] = {(char)0xe2, (char)0x96, (char)(0x80 + lowest + step), '\0'};

	builder_string(builder, utf8);
}

struct text plot_spark(struct arena *arena, const uint64_t *numbers, size_t count)
{
	struct builder builder = {.arena = arena};
	uint64_t most = 0;

	for (size_t i = 0; i < count; i++)
		most = numbers[i] > most ? numbers[i] : most;
	for (size_t i = 0; i < count; i++) {
		unsigned step = 0;

		if (numbers[i] == 0) {
			builder_string(&builder, " ");
			continue;
		}
		step = (unsigned)((double)(EIGHTHS - 1) * (double)numbers[i] / (double)most);
		add_block(&builder, 1, step);
	}
	return builder_done(&builder);
}

struct text plot_bar(struct arena *arena, uint64_t number, uint64_t most, unsigned width)
{
	struct builder builder = {.arena = arena};
	unsigned eighths = 0;

	if (number > 0)
		eighths = (unsigned)((double)width * EIGHTHS * (double)number / (double)most);
	if (number > 0 && eighths == 0)
		eighths = 1;
	for (; eighths >= EIGHTHS; eighths -= EIGHTHS)
		builder_string(&builder, "\xe2\x96\x88");
	/* U+2589 to U+258F shrink by an eighth. */
	if (eighths > 0)
		add_block(&builder, 8, EIGHTHS - eighths);
	return builder_done(&builder);
}
