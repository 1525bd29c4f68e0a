/* outbox: how the mail stands; lets mails go out again, or gives them up. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <stdio.h>
#include <string.h>

enum { STAGE, PETITION, KIND, DOMAIN, COUNT, CHOICES };

/* What outbox_retry and outbox_drop want; NULL: not said. */
struct choice {
	const char *values[CHOICES];
};

static bool is_stage(const char *word, bool retry)
{
	return strcmp(word, "dead") == 0 || strcmp(word, "waiting") == 0 ||
	       (!retry && strcmp(word, "due") == 0);
}

static bool is_number(const char *value)
{
	unsigned long long number;

	return text_number(text_of(value), INT64_MAX, &number);
}

static bool read_choice(const struct command *command, bool retry, struct choice *choice)
{
	static const char *const names[CHOICES] = {"", "--petition", "--kind", "--domain",
						   "--count"};

	if (command->argc < 2 || command->argc % 2 != 0 || !is_stage(command->argv[1], retry))
		return false;
	choice->values[STAGE] = command->argv[1];
	for (int i = 2; i < command->argc; i += 2) {
		size_t at = PETITION;

		while (at < CHOICES && strcmp(names[at], command->argv[i]) != 0)
			at++;
		if (at == CHOICES || choice->values[at] != NULL)
			return false;
		choice->values[at] = command->argv[i + 1];
	}
	return choice->values[COUNT] == NULL || is_number(choice->values[COUNT]);
}

/* Says how many it would be; does it when their number was said, so that nobody does it unseen. */
static enum command_exit do_deed(const struct command *command, bool retry,
				 const struct choice *choice)
{
	struct rows rows;
	enum db_outcome outcome = retry ? db_call(command->db, command->arena, "outbox_retry",
						  choice->values, CHOICES, &rows)
					: db_call(command->db, command->arena, "outbox_drop",
						  choice->values, CHOICES, &rows);
	const char *mails;

	if (outcome != DB_DONE)
		return command_database(outcome);
	mails = rows_text(&rows, 0, 1).bytes;
	if (text_is(rows_text(&rows, 0, 0), "counted"))
		printf("%s mails; to go on, say --count %s\n", mails, mails);
	else if (text_is(rows_text(&rows, 0, 0), "more"))
		return command_fail("nothing was done: there are %s mails now, more than %s; look "
				    "at them with undersigned outbox, then say --count %s",
				    mails, choice->values[COUNT], mails);
	else
		printf("%s mails %s\n", mails, retry ? "are due" : "dropped");
	return COMMAND_DONE;
}

enum command_exit outbox_command(const struct command *command)
{
	bool json = command->argc == 1 && strcmp(command->argv[0], "--json") == 0;
	struct choice choice = {0};
	bool retry;

	if (command->argc == 0 || json)
		return outbox_report(command, json);
	retry = strcmp(command->argv[0], "retry") == 0;
	if ((!retry && strcmp(command->argv[0], "drop") != 0) ||
	    !read_choice(command, retry, &choice))
		return command_misused(command);
	return do_deed(command, retry, &choice);
}
