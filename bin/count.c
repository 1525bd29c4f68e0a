/* count: holds each petition's count and summaries against its signatures. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "summary.h"

#include <stdio.h>
#include <string.h>

static enum command_exit check_counts(const struct command *command)
{
	enum command_exit status = COMMAND_DONE;
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "count_check", NULL, 0, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++) {
		bool right = rows_number(&rows, row, 1) == rows_number(&rows, row, 2);

		printf("%s\t%s\t%s\t%s\n", rows_text(&rows, row, 0).bytes,
		       rows_text(&rows, row, 1).bytes, rows_text(&rows, row, 2).bytes,
		       right ? "right" : "wrong");
		if (!right)
			status = command_fail(
				"%s: the count differs from its signatures: please report it",
				rows_text(&rows, row, 0).bytes);
	}
	return status;
}

static enum command_exit check_summaries(const struct command *command)
{
	enum command_exit status = COMMAND_DONE;
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "summary_check", NULL, 0, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		status =
			command_fail("%s: by %s \"%s\" the views show %s signatures, there are "
				     "%s: please report it",
				     rows_text(&rows, row, 0).bytes, rows_text(&rows, row, 1).bytes,
				     rows_text(&rows, row, 2).bytes, rows_text(&rows, row, 3).bytes,
				     rows_text(&rows, row, 4).bytes);
	return status;
}

static enum command_exit refresh(const struct command *command)
{
	uint64_t blocks;
	enum db_outcome outcome = summary_refresh(command->db, command->arena, &blocks);

	if (outcome != DB_DONE)
		return command_database(outcome);
	printf("summaries are fresh; blocks counted anew: %llu\n", (unsigned long long)blocks);
	return COMMAND_DONE;
}

enum command_exit count_command(const struct command *command)
{
	enum command_exit counts;

	if (command->argc == 1 && strcmp(command->argv[0], "--refresh") == 0)
		return refresh(command);
	if (command->argc != 1 || strcmp(command->argv[0], "--check") != 0)
		return command_misused(command);
	counts = check_counts(command);
	return counts == COMMAND_DONE ? check_summaries(command) : counts;
}
