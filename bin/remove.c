/* remove: removes the signatures that meet a condition, and puts them back. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "json.h"
#include "moment.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct removal {
	struct json condition;
	bool conditioned;
	const char *count; /* NULL: not said */
	const char *why;
	const char *undo;
};

static const struct removal_key {
	const char *option;
	const char *key;
} keys[] = {
	{"--source", "source"},
	{"--domain", "domain"},
	{"--country", "country"},
	{"--language", "language"},
	{"--postal-code", "postal_code"},
	{"--held-for", "held_for"},
	{"--state", "state"},
	{"--name", "name"},
	{"--comment", "comment"},
	{"--since", "since"},
	{"--until", "until"},
};

static bool is_number(const char *value)
{
	unsigned long long number;

	return text_number(text_of(value), INT32_MAX, &number);
}

/* "1,2,3" */
static bool read_ids(struct removal *removal, const char *value)
{
	json_open(&removal->condition, "ids", '[');
	for (const char *at = value; at != NULL; at = strchr(at, ',')) {
		unsigned long long id;

		at += *at == ',';
		if (!text_number((struct text){at, strcspn(at, ",")}, INT64_MAX, &id))
			return false;
		json_number(&removal->condition, NULL, id);
	}
	json_close(&removal->condition, '[');
	return true;
}

static bool read_condition(struct removal *removal, const char *option, const char *value)
{
	bool timed = strcmp(option, "--since") == 0 || strcmp(option, "--until") == 0;

	removal->conditioned = true;
	if (strcmp(option, "--ids") == 0)
		return read_ids(removal, value);
	if (timed && !moment_is_day(text_of(value)) && !moment_is_time(text_of(value)))
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(option, keys[i].option) != 0)
			continue;
		json_text(&removal->condition, keys[i].key, text_of(value));
		return true;
	}
	return false;
}

static bool read_options(const struct command *command, struct removal *removal)
{
	for (int i = 1; i < command->argc; i += 2) {
		const char *option = command->argv[i], *value = command->argv[i + 1];

		if (i + 1 == command->argc)
			return false;
		if (strcmp(option, "--why") == 0)
			removal->why = value;
		else if (strcmp(option, "--count") == 0 && is_number(value))
			removal->count = value;
		else if (strcmp(option, "--undo") == 0 && is_number(value))
			removal->undo = value;
		else if (!read_condition(removal, option, value))
			return false;
	}
	if (removal->undo != NULL)
		return command->argc == 3;
	return command->argc == 1 || (command->argc > 1 && removal->conditioned);
}

static enum command_exit list_removals(const struct command *command)
{
	const char *values[] = {command->argv[0]};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "removal_list", values, 1, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		printf("%s\t%s UTC\t%s\t%s\t%s\t%s\t%s\n", rows_text(&rows, row, 0).bytes,
		       rows_text(&rows, row, 1).bytes, rows_text(&rows, row, 2).bytes,
		       rows_bool(&rows, row, 3) ? "undone" : "removed",
		       rows_text(&rows, row, 4).bytes, rows_text(&rows, row, 5).bytes,
		       rows_text(&rows, row, 6).bytes);
	return COMMAND_DONE;
}

static enum command_exit undo(const struct command *command, const char *number)
{
	const char *values[] = {command->argv[0], number};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "removal_undo", values, 2, &rows);
	struct text deed;

	if (outcome != DB_DONE)
		return command_database(outcome);
	deed = rows_text(&rows, 0, 0);
	if (text_is(deed, "unknown"))
		return command_fail("there is no removal %s: undersigned remove %s shows them all",
				    number, command->argv[0]);
	if (text_is(deed, "unchanged"))
		return command_fail("nothing of removal %s is left to be put back", number);
	printf("%s put back\n", rows_text(&rows, 0, 1).bytes);
	return COMMAND_DONE;
}

static enum command_exit do_removal(const struct command *command, const char *condition,
				    const struct removal *removal)
{
	const char *values[] = {command->argv[0], condition, removal->count, removal->why};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "removal_make", values, 4, &rows);
	struct text deed;

	if (outcome != DB_DONE)
		return command_database(outcome);
	deed = rows_text(&rows, 0, 0);
	if (text_is(deed, "reason"))
		return command_fail("nothing was done: say why, with --why; it is kept, and names "
				    "nobody");
	if (text_is(deed, "changed"))
		return command_fail("nothing was done: there are %s now, not %s; look at them, "
				    "then say --count %s",
				    rows_text(&rows, 0, 1).bytes, removal->count,
				    rows_text(&rows, 0, 1).bytes);
	printf("%s removed\n", rows_text(&rows, 0, 1).bytes);
	if (!rows_null(&rows, 0, 2))
		fprintf(stderr, "undersigned remove %s --undo %s puts them back\n",
			command->argv[0], rows_text(&rows, 0, 2).bytes);
	return COMMAND_DONE;
}

/* Asked on a terminal; NULL: nothing was said. */
static const char *ask_why(const struct command *command)
{
	char *line = arena_get(command->arena, 1000);

	fputs("Why? It is kept, and names nobody; empty: nothing is done: ", stdout);
	fflush(stdout);
	if (fgets(line, 1000, stdin) == NULL)
		return NULL;
	line[strcspn(line, "\n")] = '\0';
	return line[0] == '\0' ? NULL : line;
}

/* How many there are first, so that nobody does it unseen. */
static enum command_exit count_first(const struct command *command, const char *condition,
				     struct removal *removal)
{
	const char *values[] = {command->argv[0], condition};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "removal_count", values, 2, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	removal->count = rows_text(&rows, 0, 0).bytes;
	printf("%s signatures: %s confirmed, %s pending, %s held\n", removal->count,
	       rows_text(&rows, 0, 1).bytes, rows_text(&rows, 0, 2).bytes,
	       rows_text(&rows, 0, 3).bytes);
	if (rows_number(&rows, 0, 0) == 0)
		return COMMAND_DONE;
	if (isatty(STDIN_FILENO) != 1) {
		printf("to go on, say --count %s --why REASON\n", removal->count);
		return COMMAND_DONE;
	}
	removal->why = ask_why(command);
	return removal->why == NULL ? COMMAND_DONE : do_removal(command, condition, removal);
}

enum command_exit remove_command(const struct command *command)
{
	struct removal removal = {.condition = {.builder = {.arena = command->arena}}, .why = ""};
	struct petition petition;
	const char *condition;

	json_open(&removal.condition, NULL, '{');
	if (!read_options(command, &removal) || command->argc == 0)
		return command_misused(command);
	json_close(&removal.condition, '{');
	condition = json_done(&removal.condition).bytes;
	if (!command_petition(command, command->argv[0], &petition))
		return COMMAND_FAILED;
	if (removal.undo != NULL)
		return undo(command, removal.undo);
	if (!removal.conditioned)
		return list_removals(command);
	return removal.count == NULL ? count_first(command, condition, &removal)
				     : do_removal(command, condition, &removal);
}
