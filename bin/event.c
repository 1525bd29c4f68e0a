/* event: opens, lists and ends links that lift the limit of a network. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "event.h"
#include "url.h"

#include <stdio.h>
#include <string.h>

#define HOURS_LIMIT 168

struct event_options {
	unsigned long long hours; /* 0: not said */
	unsigned long long most;
	const char *name;
	const char *end; /* a code */
};

/* Each option has a value behind it. */
static bool read_options(const struct command *command, struct event_options *options)
{
	for (int i = 1; i < command->argc; i += 2) {
		const char *name = command->argv[i], *value = command->argv[i + 1];
		bool right;

		if (i + 1 == command->argc)
			return false;
		if (strcmp(name, "--hours") == 0)
			right = text_number(text_of(value), HOURS_LIMIT, &options->hours) &&
				options->hours > 0;
		else if (strcmp(name, "--most") == 0)
			right = text_number(text_of(value), INT32_MAX, &options->most);
		else if (strcmp(name, "--name") == 0)
			right = (options->name = value)[0] != '\0';
		else
			right = strcmp(name, "--end") == 0 && (options->end = value)[0] != '\0';
		if (!right)
			return false;
	}
	return command->argc > 0 && (options->end == NULL || command->argc == 3);
}

static enum command_exit open_event(const struct command *command,
				    const struct event_options *options)
{
	struct arena *arena = command->arena;
	const char *slug = command->argv[0];
	struct text code = event_code_make(arena);
	const char *values[] = {slug, code.bytes, options->name,
				db_number(arena, (int64_t)options->hours),
				db_number(arena, (int64_t)options->most)};
	struct line url = url_path(arena, command->config->site_url, "petition", slug, NULL);
	struct rows rows;
	enum db_outcome outcome = db_call(command->db, arena, "event_open", values, 5, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	if (rows.count == 0)
		return command_fail("there is no petition %s: undersigned list shows them all",
				    slug);
	printf("%s\t%s UTC\n", url_with(arena, url, "event", code).bytes,
	       rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

static enum command_exit end_event(const struct command *command, const char *code)
{
	const char *values[] = {command->argv[0], code};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "event_end", values, 2, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	if (rows.count == 0)
		return command_fail("there is no event %s: undersigned event %s shows them all",
				    code, command->argv[0]);
	printf("%s ended; signatures: %s\n", code, rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

static enum command_exit list_events(const struct command *command)
{
	const char *values[] = {command->argv[0]};
	struct petition petition;
	struct rows rows;
	enum db_outcome outcome;

	if (!command_petition(command, command->argv[0], &petition))
		return COMMAND_FAILED;
	outcome = db_call(command->db, command->arena, "event_list", values, 1, &rows);
	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		printf("%s\t%s UTC\t%s of %s\t%s\n", rows_text(&rows, row, 0).bytes,
		       rows_text(&rows, row, 1).bytes, rows_text(&rows, row, 2).bytes,
		       rows_text(&rows, row, 3).bytes, rows_text(&rows, row, 4).bytes);
	return COMMAND_DONE;
}

enum command_exit event_command(const struct command *command)
{
	struct event_options options = {.most = command->config->limits_event, .name = ""};

	if (!read_options(command, &options))
		return command_misused(command);
	if (options.end != NULL)
		return end_event(command, options.end);
	return options.hours > 0 ? open_event(command, &options) : list_events(command);
}
