/* stats: how a petition fares, in a terminal, tab-separated or as JSON. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "json.h"
#include "plot.h"
#include "stats.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DAYS 60 /* in the line of days */
#define LINES 8 /* of a list; what is behind them is added up */
#define BAR 40
#define NAME 18

static const char *shown(enum stats_topic topic, struct text name)
{
	static const char *const none[STATS_TOPICS] = {
		[STATS_SOURCE] = "(no source)", [STATS_COUNTRY] = "(no country)"};

	return text_empty(name) && none[topic] != NULL ? none[topic] : name.bytes;
}

/* printf's widths count bytes. */
static void print_name(const char *name)
{
	size_t length = text_length(text_of(name));

	printf("  %s%*s ", name, length < NAME ? (int)(NAME - length) : 0, "");
}

static void print_spark(const struct command *command, const struct stats_list *list, size_t most)
{
	size_t count = list->count < most ? list->count : most;
	const struct stats_line *lines = list->lines + (list->count - count);
	uint64_t *numbers = arena_get(command->arena, count * sizeof(*numbers));
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += numbers[i] = lines[i].confirmed;
	if (count == 0)
		return;
	printf("  %s\n  %llu from %s to %s\n\n", plot_spark(command->arena, numbers, count).bytes,
	       (unsigned long long)sum, lines[0].name.bytes, lines[count - 1].name.bytes);
}

static void print_line(const struct command *command, const struct stats_line *line,
		       uint64_t number, uint64_t most)
{
	print_name(line->name.bytes);
	printf("%9llu %s\n", (unsigned long long)number,
	       plot_bar(command->arena, number, most, BAR).bytes);
}

static void print_steps(const struct command *command, const struct stats_list *steps)
{
	printf("From the form to the count\n");
	for (size_t i = 0; i < steps->count; i++)
		print_line(command, &steps->lines[i], steps->lines[i].submitted,
			   steps->lines[0].submitted);
	printf("\n");
}

static void print_list(const struct command *command, const struct stats_list *list,
		       enum stats_topic topic, const char *heading)
{
	struct stats_line others = {.name = text_literal("(others)")};
	uint64_t most = 0;

	for (size_t i = 0; i < list->count; i++) {
		most = list->lines[i].confirmed > most ? list->lines[i].confirmed : most;
		if (i >= LINES)
			others.confirmed += list->lines[i].confirmed;
	}
	most = others.confirmed > most ? others.confirmed : most;
	printf("%s\n", heading);
	for (size_t i = 0; i < list->count && i < LINES; i++) {
		struct stats_line line = list->lines[i];

		line.name = text_of(shown(topic, line.name));
		print_line(command, &line, line.confirmed, most);
	}
	if (list->count > LINES)
		print_line(command, &others, others.confirmed, most);
	printf("\n");
}

static void print_terminal(const struct command *command, const struct petition *petition,
			   const struct stats *stats)
{
	printf("%s\n%llu signatures", petition->revisions->title.bytes,
	       (unsigned long long)petition->confirmed);
	if (petition->goal > 0)
		printf(", goal %llu", (unsigned long long)petition->goal);
	printf("\n\nThe last days\n");
	print_spark(command, &stats->topics[STATS_DAY], DAYS);
	printf("The last hours\n");
	print_spark(command, &stats->topics[STATS_HOUR], stats->topics[STATS_HOUR].count);
	print_steps(command, &stats->topics[STATS_STEP]);
	print_list(command, &stats->topics[STATS_SOURCE], STATS_SOURCE, "Where signers came from");
	print_list(command, &stats->topics[STATS_COUNTRY], STATS_COUNTRY, "Where signers live");
	print_list(command, &stats->topics[STATS_LANGUAGE], STATS_LANGUAGE, "Languages");
}

static void print_tabs(const struct stats *stats)
{
	for (enum stats_topic topic = 0; topic < STATS_TOPICS; topic++) {
		const struct stats_list *list = &stats->topics[topic];

		for (size_t i = 0; i < list->count; i++)
			printf("%s\t%s\t%llu\t%llu\n", stats_topic_name(topic),
			       list->lines[i].name.bytes,
			       (unsigned long long)list->lines[i].submitted,
			       (unsigned long long)list->lines[i].confirmed);
	}
}

static void print_json(const struct command *command, const struct petition *petition,
		       const struct stats *stats)
{
	struct json json = {.builder = {.arena = command->arena}};

	json_open(&json, NULL, '{');
	json_text(&json, "slug", petition->slug);
	json_number(&json, "count", petition->confirmed);
	if (petition->goal > 0)
		json_number(&json, "goal", petition->goal);
	else
		json_null(&json, "goal");
	for (enum stats_topic topic = 0; topic < STATS_TOPICS; topic++) {
		const struct stats_list *list = &stats->topics[topic];

		json_open(&json, stats_topic_name(topic), '[');
		for (size_t i = 0; i < list->count; i++) {
			json_open(&json, NULL, '{');
			json_text(&json, "name", list->lines[i].name);
			json_number(&json, "submitted", list->lines[i].submitted);
			json_number(&json, "confirmed", list->lines[i].confirmed);
			json_close(&json, '{');
		}
		json_close(&json, '[');
	}
	json_close(&json, '{');
	printf("%s\n", json_done(&json).bytes);
}

enum command_exit stats_command(const struct command *command)
{
	bool json = command->argc == 2 && strcmp(command->argv[1], "--json") == 0;
	struct petition petition;
	struct stats stats;
	enum db_outcome outcome;

	if (command->argc != 1 && !json)
		return command_misused(command);
	if (!command_petition(command, command->argv[0], &petition))
		return COMMAND_FAILED;
	outcome = stats_find(command->db, command->arena, petition.slug, &stats);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (json)
		print_json(command, &petition, &stats);
	else if (isatty(STDOUT_FILENO) == 1)
		print_terminal(command, &petition, &stats);
	else
		print_tabs(&stats);
	return COMMAND_DONE;
}
