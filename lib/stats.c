/* stats: see stats.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "stats.h"

enum { TOPIC, NAME, SUBMITTED, CONFIRMED };

const char *stats_topic_name(enum stats_topic topic)
{
	switch (topic) {
	case STATS_DAY:
		return "day";
	case STATS_HOUR:
		return "hour";
	case STATS_SOURCE:
		return "source";
	case STATS_COUNTRY:
		return "country";
	case STATS_LANGUAGE:
		return "language";
	case STATS_STEP:
	case STATS_TOPICS:
		break;
	}
	return "step";
}

static bool is_of(const struct rows *rows, size_t row, enum stats_topic topic)
{
	return text_is(rows_text(rows, row, TOPIC), stats_topic_name(topic));
}

/* The rows of a topic stand together. */
static struct stats_list list_of(const struct rows *rows, struct arena *arena,
				 enum stats_topic topic)
{
	struct stats_line *lines;
	size_t first = 0, end;

	while (first < rows->count && !is_of(rows, first, topic))
		first++;
	for (end = first; end < rows->count && is_of(rows, end, topic);)
		end++;
	lines = arena_get(arena, (end - first) * sizeof(*lines));
	for (size_t row = first; row < end; row++)
		lines[row - first] = (struct stats_line){
			.name = rows_text(rows, row, NAME),
			.submitted = (uint64_t)rows_number(rows, row, SUBMITTED),
			.confirmed = (uint64_t)rows_number(rows, row, CONFIRMED),
		};
	return (struct stats_list){lines, end - first};
}

must_check enum db_outcome stats_find(struct db *db, struct arena *arena, struct text slug,
				      struct stats *stats)
{
	const char *values[] = {slug.bytes};
	struct rows rows;
	enum db_outcome outcome = db_call(db, arena, "petition_stats", values, 1, &rows);

	for (enum stats_topic topic = 0; topic < STATS_TOPICS; topic++)
		stats->topics[topic] = list_of(&rows, arena, topic);
	return outcome;
}
