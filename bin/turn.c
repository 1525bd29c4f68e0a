/* turn: opens, pauses, closes, reopens or retires a petition. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <stdio.h>
#include <string.h>

static enum command_exit refused(const char *slug, const char *deed, struct text state)
{
	return command_fail("%s is %s, so that it cannot %s; undersigned reopen %s opens it again",
			    slug, state.bytes, deed, slug);
}

/* Nothing of its signers is left: who signs it next could not be told from who did before. */
static enum command_exit erased(const char *slug)
{
	return command_fail("the signers of %s were erased, so that it cannot be signed again: "
			    "undersigned copy %s NEW-SLUG makes one that can",
			    slug, slug);
}

static enum command_exit say(const char *slug, const char *deed, const struct rows *rows)
{
	struct text outcome = rows_text(rows, 0, 0), state = rows_text(rows, 0, 1);

	if (text_is(outcome, "other"))
		return refused(slug, deed, state);
	if (text_is(outcome, "erased"))
		return erased(slug);
	if (text_is(outcome, "unknown"))
		return command_fail("there is no petition %s: undersigned list shows them all",
				    slug);
	printf("%s\t%s\t%s\n", slug, state.bytes, outcome.bytes);
	return COMMAND_DONE;
}

static enum command_exit turn(const struct command *command, const char *deed)
{
	bool reasoned = command->argc == 3 && strcmp(command->argv[1], "--why") == 0;
	const char *values[] = {NULL, deed, ""};
	enum db_outcome outcome;
	struct rows rows;

	if (command->argc != 1 && !reasoned)
		return command_misused(command);
	values[0] = command->argv[0];
	if (reasoned)
		values[2] = command->argv[2];
	outcome = db_call(command->db, command->arena, "petition_turn", values, 3, &rows);
	return outcome == DB_DONE ? say(values[0], deed, &rows) : command_database(outcome);
}

enum command_exit open_command(const struct command *command)
{
	return turn(command, "open");
}

enum command_exit pause_command(const struct command *command)
{
	return turn(command, "pause");
}

/* At once, or with a last day of its own. */
enum command_exit close_command(const struct command *command)
{
	if (command->argc == 3 && strcmp(command->argv[1], "--on") == 0)
		return set_one(command, command->argv[0], "Closes", command->argv[2]);
	return turn(command, "close");
}

enum command_exit reopen_command(const struct command *command)
{
	return turn(command, "reopen");
}

enum command_exit retire_command(const struct command *command)
{
	return turn(command, "retire");
}
