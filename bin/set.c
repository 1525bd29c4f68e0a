/* set: sets one thing of a petition, as a line of its file would. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "petition_key.h"

#include <stdio.h>
#include <strings.h>

/* A goal and a last day can be taken away, which a file cannot say. */
static bool is_none(const char *name, const char *value)
{
	return (strcasecmp(name, "Goal") == 0 || strcasecmp(name, "Closes") == 0) &&
	       strcasecmp(value, "none") == 0;
}

/* Judged as the line of a file is; what the database does not know it says itself. */
static bool is_right(const struct command *command, const char *name, const char *value)
{
	const struct petition_key *key =
		petition_key_at(text_format(command->arena, "%s:", name).bytes);

	if (key == NULL || is_none(name, value) || key->is_right(text_of(value)))
		return true;
	(void)command_fail("%s", key->wrong);
	return false;
}

static enum command_exit say(const char *slug, const char *name, const struct rows *rows)
{
	struct text outcome = rows_text(rows, 0, 0), stands = rows_text(rows, 0, 1);

	if (text_is(outcome, "unknown"))
		return command_fail("there is no petition %s: undersigned list shows them all",
				    slug);
	if (text_is(outcome, "setting"))
		return command_fail("%s cannot be set so: Goal, Closes, Erases, Confirmation and "
				    "Time-Zone can (Europe/Berlin)",
				    name);
	if (text_is(outcome, "promised"))
		return command_fail("whoever has signed was promised that all is erased by %s: "
				    "say an earlier day, or leave it",
				    stands.bytes);
	printf("%s\t%s\t%s\t%s\n", slug, name, stands.bytes, outcome.bytes);
	return COMMAND_DONE;
}

enum command_exit set_one(const struct command *command, const char *slug, const char *name,
			  const char *value)
{
	const char *values[] = {slug, name, is_none(name, value) ? "none" : value};
	enum db_outcome outcome;
	struct rows rows;

	if (!is_right(command, name, value))
		return COMMAND_FAILED;
	outcome = db_call(command->db, command->arena, "petition_set", values, 3, &rows);
	return outcome == DB_DONE ? say(slug, name, &rows) : command_database(outcome);
}

enum command_exit set_command(const struct command *command)
{
	if (command->argc != 3)
		return command_misused(command);
	return set_one(command, command->argv[0], command->argv[1], command->argv[2]);
}
