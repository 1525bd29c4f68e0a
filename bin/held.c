/* held: what waits for the organizers; lets it go on, or removes it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <stdio.h>
#include <string.h>

enum held_deed { HELD_LOOK, HELD_RELEASE, HELD_REMOVE };

struct held_options {
	enum held_deed deed;
	const char *reason; /* held_for; NULL: whatever it is */
	const char *count;  /* NULL: not said */
	const char *why;
};

static bool is_number(const char *value)
{
	unsigned long long number;

	return text_number(text_of(value), INT32_MAX, &number);
}

static bool read_options(const struct command *command, struct held_options *options)
{
	for (int i = 1; i < command->argc; i += 2) {
		const char *name = command->argv[i], *value = command->argv[i + 1];
		bool release = strcmp(name, "--release") == 0;
		bool remove = strcmp(name, "--remove") == 0;

		if (i + 1 == command->argc)
			return false;
		if ((release || remove) && options->deed == HELD_LOOK) {
			options->deed = release ? HELD_RELEASE : HELD_REMOVE;
			options->reason = strcmp(value, "all") == 0 ? NULL : value;
		} else if (strcmp(name, "--count") == 0 && is_number(value)) {
			options->count = value;
		} else if (strcmp(name, "--why") == 0) {
			options->why = value;
		} else {
			return false;
		}
	}
	return command->argc > 0 && (command->argc == 1 || options->deed != HELD_LOOK);
}

static enum command_exit list_held(const struct command *command)
{
	const char *values[] = {command->argv[0]};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "held_list", values, 1, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		printf("%s\t%s\t%s UTC\t%s UTC\n", rows_text(&rows, row, 0).bytes,
		       rows_text(&rows, row, 1).bytes, rows_text(&rows, row, 2).bytes,
		       rows_text(&rows, row, 3).bytes);
	return COMMAND_DONE;
}

/* How many there are; the deed asks for that number, so that nobody does it unseen. */
static enum command_exit count_held(const struct command *command,
				    const struct held_options *options)
{
	const char *values[] = {command->argv[0], options->reason};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "held_count", values, 2, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	if (rows_number(&rows, 0, 0) == 0)
		return command_fail("nothing is held for that: undersigned held %s shows what is, "
				    "and what for",
				    command->argv[0]);
	printf("%s held; to go on, say --count %s\n", rows_text(&rows, 0, 0).bytes,
	       rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

static enum command_exit do_deed(const struct command *command, const struct held_options *options)
{
	const char *values[] = {command->argv[0], options->reason, options->count, options->why};
	struct rows rows;
	enum db_outcome outcome =
		options->deed == HELD_RELEASE
			? db_call(command->db, command->arena, "held_release", values, 3, &rows)
			: db_call(command->db, command->arena, "held_remove", values, 4, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	if (text_is(rows_text(&rows, 0, 0), "changed"))
		return command_fail("nothing was done: %s are held now, not %s; look at them, then "
				    "say --count %s",
				    rows_text(&rows, 0, 1).bytes, options->count,
				    rows_text(&rows, 0, 1).bytes);
	printf("%s %s\n", rows_text(&rows, 0, 1).bytes, rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

enum command_exit held_command(const struct command *command)
{
	struct held_options options = {.why = ""};
	struct petition petition;

	if (!read_options(command, &options))
		return command_misused(command);
	if (!command_petition(command, command->argv[0], &petition))
		return COMMAND_FAILED;
	if (options.deed == HELD_LOOK)
		return list_held(command);
	return options.count == NULL ? count_held(command, &options) : do_deed(command, &options);
}
