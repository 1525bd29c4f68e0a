/* overview: see overview.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "overview.h"

#include "page.h"
#include "plot.h"
#include "render.h"

#include <string.h>

#define LINES_LIMIT 10 /* of a list; the last one is for all the others */
#define DATES 5        /* under a chart */
#define BESIDE 8       /* units between a chart and its numbers */
#define NUMBERS_WIDTH 90
#define DATES_HEIGHT 22

struct drawing {
	const struct language *language;
	struct arena *arena;
	const struct overview *overview;
};

static struct text number_of(const struct drawing *drawing, uint64_t number)
{
	return language_number(drawing->language, drawing->arena, number);
}

static struct text word_of(const struct drawing *drawing, const char *name)
{
	return language_say(drawing->language, drawing->arena, name, NULL);
}

static void add_units(struct value *map, const char *name, double units)
{
	value_text(map, name, text_format(map->arena, "%.1f", units));
}

static void add_percent(struct value *map, const char *name, uint64_t part, uint64_t whole)
{
	value_text(map, name,
		   text_format(map->arena, "%.2f",
			       whole == 0 ? 0 : 100 * (double)part / (double)whole));
}

static void add_steps(struct value *chart, const struct drawing *drawing, uint64_t top)
{
	struct value *steps = value_list(chart, "steps");

	for (unsigned i = 0; i <= PLOT_STEPS; i++) {
		struct value *step = value_item(steps);

		add_units(step, "y", PLOT_HEIGHT - (double)PLOT_HEIGHT * i / PLOT_STEPS);
		value_text(step, "number", number_of(drawing, top / PLOT_STEPS * i));
	}
}

/* The first day, the last one, and some between. */
static void add_dates(struct value *chart, const struct drawing *drawing)
{
	const struct stats_list *days = &drawing->overview->stats->topics[STATS_DAY];
	struct value *list = value_list(chart, "days");
	size_t dates = days->count < DATES ? days->count : DATES;

	for (size_t i = 0; i < dates; i++) {
		size_t day = dates == 1 ? 0 : i * (days->count - 1) / (dates - 1);
		struct value *date = value_item(list);

		add_units(date, "x", ((double)day + 0.5) * PLOT_WIDTH / (double)days->count);
		value_text(date, "date",
			   language_day(drawing->language, drawing->arena, days->lines[day].name));
		value_bool(date, "first", i == 0 && dates > 1);
		value_bool(date, "last", i == dates - 1 && dates > 1);
		value_bool(date, "between", (i > 0 && i < dates - 1) || dates == 1);
	}
}

enum chart_kind { CHART_BARS, CHART_LINE };

static void add_chart(struct value *charts, const struct drawing *drawing, enum chart_kind kind)
{
	const struct stats_list *days = &drawing->overview->stats->topics[STATS_DAY];
	uint64_t *numbers = arena_get(drawing->arena, days->count * sizeof(*numbers));
	struct value *chart = value_item(charts);
	uint64_t most = 0, sum = 0, top;

	for (size_t day = 0; day < days->count; day++) {
		sum += days->lines[day].confirmed;
		numbers[day] = kind == CHART_LINE ? sum : days->lines[day].confirmed;
		most = numbers[day] > most ? numbers[day] : most;
	}
	top = plot_top(most);
	value_text(chart, "title",
		   word_of(drawing, kind == CHART_LINE ? "report.in_all" : "report.a_day"));
	value_text(chart, "summary", number_of(drawing, most));
	value_text(chart, "kind", text_of(kind == CHART_LINE ? "line" : "bars"));
	value_text(chart, "path",
		   kind == CHART_LINE ? plot_line(drawing->arena, numbers, days->count, top)
				      : plot_bars(drawing->arena, numbers, days->count, top));
	add_units(chart, "width", PLOT_WIDTH);
	add_units(chart, "beside", PLOT_WIDTH + BESIDE);
	add_units(chart, "right", PLOT_WIDTH + NUMBERS_WIDTH);
	add_units(chart, "under", PLOT_HEIGHT + DATES_HEIGHT);
	add_units(chart, "below", PLOT_HEIGHT + 2 * DATES_HEIGHT);
	add_steps(chart, drawing, top);
	add_dates(chart, drawing);
}

static void add_days(struct value *values, const struct drawing *drawing)
{
	const struct stats_list *days = &drawing->overview->stats->topics[STATS_DAY];
	struct value *list = value_list(values, "days");

	for (size_t day = days->count; day-- > 0;) {
		struct value *item = value_item(list);

		value_text(item, "name",
			   language_day(drawing->language, drawing->arena, days->lines[day].name));
		value_text(item, "submitted", number_of(drawing, days->lines[day].submitted));
		value_text(item, "confirmed", number_of(drawing, days->lines[day].confirmed));
	}
}

static void add_funnel(struct value *values, const struct drawing *drawing)
{
	const struct stats_list *steps = &drawing->overview->stats->topics[STATS_STEP];
	struct value *list = value_list(values, "funnel");

	for (size_t i = 0; i < steps->count; i++) {
		const struct stats_line *line = &steps->lines[i];
		struct value *item = value_item(list);
		const char *word = text_format(drawing->arena, "report.%s", line->name.bytes).bytes;

		value_text(item, "name", word_of(drawing, word));
		value_text(item, "number", number_of(drawing, line->submitted));
		add_percent(item, "percent", line->submitted, steps->lines[0].submitted);
	}
}

/* What a source, a country, a language is called; false: it is none. */
static bool name_of(const struct drawing *drawing, enum stats_topic topic, struct text name,
		    struct text *called)
{
	const char *key = text_format(drawing->arena, "country.%s", name.bytes).bytes;

	*called = name;
	if (topic == STATS_COUNTRY && language_find(drawing->language, text_of(key), called))
		return true;
	return !text_empty(name);
}

static void add_line(struct value *list, const struct drawing *drawing,
		     const struct stats_line *line, uint64_t most)
{
	struct value *item = value_item(list);

	value_text(item, "name", line->name);
	value_text(item, "confirmed", number_of(drawing, line->confirmed));
	add_percent(item, "submitted_percent", line->submitted, most);
	add_percent(item, "confirmed_percent", line->confirmed, line->submitted);
}

/* The largest, and all the others in one line. */
static void add_list(struct value *lists, const struct drawing *drawing, enum stats_topic topic)
{
	const struct stats_list *topics = &drawing->overview->stats->topics[topic];
	const char *title = text_format(drawing->arena, "report.%s", stats_topic_name(topic)).bytes;
	struct value *map = value_item(lists);
	struct value *list = value_list(map, "lines");
	size_t shown = topics->count > LINES_LIMIT ? LINES_LIMIT - 1 : topics->count;
	struct stats_line others = {.name = word_of(drawing, "report.others")};
	uint64_t most = 0;

	for (size_t i = shown; i < topics->count; i++) {
		others.submitted += topics->lines[i].submitted;
		others.confirmed += topics->lines[i].confirmed;
	}
	most = others.submitted;
	for (size_t i = 0; i < shown; i++)
		most = topics->lines[i].submitted > most ? topics->lines[i].submitted : most;
	value_text(map, "title", word_of(drawing, title));
	for (size_t i = 0; i < shown; i++) {
		struct stats_line line = topics->lines[i];

		if (!name_of(drawing, topic, line.name, &line.name))
			line.name = word_of(drawing, "report.none");
		add_line(list, drawing, &line, most);
	}
	if (others.submitted > 0)
		add_line(list, drawing, &others, most);
}

static void add_milestones(struct value *values, const struct drawing *drawing)
{
	struct value *list = value_list(values, "milestones");

	for (const struct milestone *milestone = drawing->overview->milestones; milestone != NULL;
	     milestone = milestone->next) {
		struct value *item = value_item(list);

		value_text(item, "deed",
			   milestone_say(drawing->language, drawing->arena, milestone));
		value_text(item, "at", milestone->at);
		value_text(item, "date",
			   language_day(drawing->language, drawing->arena, milestone->at));
	}
}

struct html overview_page(const struct reader *reader, struct arena *arena,
			  const struct overview *overview)
{
	struct drawing drawing = {reader->language, arena, overview};
	const struct stats_list *days = &overview->stats->topics[STATS_DAY];
	const struct revision *revision = reader_revision(reader, overview->petition);
	struct text title = language_say(reader->language, arena, "report.title", "title",
					 revision->title.bytes, NULL);
	struct value *values = page_values(reader, arena, title, line_literal(""));
	struct text day = language_day(reader->language, arena, days->lines[days->count - 1].name);
	struct value *list;

	page_petition(values, reader, overview->petition);
	value_text(value_inner(values, "report"), "made",
		   language_say(reader->language, arena, "report.made", "date", day.bytes, NULL));
	list = value_list(values, "charts");
	add_chart(list, &drawing, CHART_LINE);
	add_chart(list, &drawing, CHART_BARS);
	add_days(values, &drawing);
	add_funnel(values, &drawing);
	list = value_list(values, "lists");
	add_list(list, &drawing, STATS_SOURCE);
	add_list(list, &drawing, STATS_COUNTRY);
	add_list(list, &drawing, STATS_LANGUAGE);
	add_milestones(values, &drawing);
	return render_html(reader->site->templates, arena, "overview.html", values);
}
