/* report: how a petition fares, drawn on one page. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "overview.h"

#include <stdio.h>
#include <string.h>

static enum command_exit report_print(const struct command *command, const struct reader *reader,
				      const struct petition *petition)
{
	struct overview overview = {.petition = petition};
	struct stats stats;
	struct html page;
	enum db_outcome outcome = stats_find(command->db, command->arena, petition->slug, &stats);

	overview.stats = &stats;
	if (outcome == DB_DONE)
		outcome = milestone_list(command->db, command->arena, petition->slug,
					 &overview.milestones);
	if (outcome != DB_DONE)
		return command_database(outcome);
	page = overview_page(reader, command->arena, &overview);
	if (fwrite(page.bytes, 1, page.size, stdout) != page.size || fflush(stdout) != 0)
		return command_fail("standard output cannot be written: see whether its disk is "
				    "full");
	return COMMAND_DONE;
}

enum command_exit report_command(const struct command *command)
{
	struct petition petition;
	struct reader reader;
	const char *language = NULL;

	if (command->argc == 3 && strcmp(command->argv[1], "--lang") == 0)
		language = command->argv[2];
	else if (command->argc != 1)
		return command_misused(command);
	if (!command_petition(command, command->argv[0], &petition) ||
	    !command_reader(command, &petition, language, &reader))
		return COMMAND_FAILED;
	return report_print(command, &reader, &petition);
}
