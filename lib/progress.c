/* progress: see progress.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "progress.h"

struct progress progress_of(const struct language *language, struct arena *arena,
			    uint64_t confirmed, uint64_t goal)
{
	struct progress progress = {
		.count_text = language_count(language, arena, "count.signed", confirmed),
		.goal_text = text_literal(""),
		.percent = text_literal(""),
		.percent_text = text_literal(""),
	};
	uint64_t percent;

	if (goal == 0)
		return progress;
	percent = confirmed >= goal ? 100 : confirmed * 100 / goal;
	progress.goal_text = language_say(language, arena, "count.goal", "goal",
					  language_number(language, arena, goal).bytes, NULL);
	progress.percent = text_format(arena, "%llu", (unsigned long long)percent);
	progress.percent_text = language_say(language, arena, "count.percent", "percent",
					     language_number(language, arena, percent).bytes, NULL);
	return progress;
}

void progress_add(struct value *map, const struct progress *progress)
{
	value_text(map, "count_text", progress->count_text);
	value_text(map, "goal_text", progress->goal_text);
	value_text(map, "percent", progress->percent);
	value_text(map, "percent_text", progress->percent_text);
}
