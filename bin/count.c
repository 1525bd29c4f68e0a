/* count: holds each petition's count against its signatures. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <stdio.h>
#include <string.h>

enum command_exit count_command(const struct command *command)
{
	enum command_exit status = COMMAND_DONE;
	enum db_outcome outcome;
	struct rows rows;

	if (command->argc != 1 || strcmp(command->argv[0], "--check") != 0)
		return command_misused("count --check");
	outcome = db_call(command->db, command->arena, "count_check", NULL, 0, &rows);
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
