/* plot: numbers to the shapes of a chart, in SVG's units or in a terminal's characters. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PLOT_H
#define UNDERSIGNED_PLOT_H

#include "text.h"

#include <stdint.h>

/* A chart is so many units wide and high; its origin is the upper left corner (SVG 1.1, 7.3). */
#define PLOT_WIDTH 960
#define PLOT_HEIGHT 240
#define PLOT_STEPS 4 /* from the lower edge to the upper one */

/* The upper edge of a chart: the least number, not below most, of which a step is round: 1, 2 or 5
 * with noughts behind it. */
uint64_t plot_top(uint64_t most);

/* Paths (SVG 1.1, 8.3). The numbers share the width evenly; none is above top. */
struct text plot_bars(struct arena *arena, const uint64_t *numbers, size_t count, uint64_t top);
struct text plot_line(struct arena *arena, const uint64_t *numbers, size_t count, uint64_t top);

/* A character for each number, from ▁ to █; a blank for nothing at all. */
struct text plot_spark(struct arena *arena, const uint64_t *numbers, size_t count);

/* A bar of at most width characters, to an eighth of one; longer than nothing for what is. */
struct text plot_bar(struct arena *arena, uint64_t number, uint64_t most, unsigned width);

#endif
