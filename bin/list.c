/* list: the petitions, one a line. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "petition.h"

#include <stdio.h>
#include <unistd.h>

static void print_entry(const struct petition_entry *entry, bool terminal)
{
	unsigned long long count = (unsigned long long)entry->confirmed;
	const char *state = petition_state_word(entry->state);
	char goal[24] = "-";

	if (entry->goal > 0)
		snprintf(goal, sizeof(goal), "%llu", (unsigned long long)entry->goal);
	if (terminal)
		printf("%-32s %10llu %10s %-7s %-5s %s\n", entry->slug.bytes, count, goal, state,
		       entry->language.bytes, entry->title.bytes);
	else
		printf("%s\t%llu\t%s\t%s\t%s\t%s\n", entry->slug.bytes, count, goal, state,
		       entry->language.bytes, entry->title.bytes);
}

enum command_exit list_command(const struct command *command)
{
	const struct petition_entry *entry;
	enum db_outcome outcome;
	bool terminal = isatty(STDOUT_FILENO) == 1;

	if (command->argc != 0)
		return command_misused(command);
	outcome = petition_list(command->db, command->arena, true, &entry);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (entry == NULL)
		fputs("there is no petition yet: undersigned import FILE\n", stderr);
	else if (terminal)
		printf("%-32s %10s %10s %-7s %-5s %s\n", "SLUG", "COUNT", "GOAL", "STATE", "LANG",
		       "TITLE");
	for (; entry != NULL; entry = entry->next)
		print_entry(entry, terminal);
	return COMMAND_DONE;
}
