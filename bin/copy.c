/* copy: makes a new petition of the words of another one. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "slug.h"

#include <stdio.h>

enum command_exit copy_command(const struct command *command)
{
	const char *slug, *copy;
	enum db_outcome outcome;
	struct rows rows;

	if (command->argc != 2)
		return command_misused(command);
	slug = command->argv[0];
	copy = command->argv[1];
	if (!slug_is_right(text_of(copy)))
		return command_fail("%s cannot be a slug: small letters, digits and hyphens can, "
				    "as in \"save-the-library\"; \"health\" is taken, for monitors",
				    copy);
	{
		const char *values[] = {slug, copy};

		outcome = db_call(command->db, command->arena, "petition_copy", values, 2, &rows);
	}
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (text_is(rows_text(&rows, 0, 0), "unknown"))
		return command_fail("there is no petition %s: undersigned list shows them all",
				    slug);
	if (text_is(rows_text(&rows, 0, 0), "taken"))
		return command_fail("there is a petition %s: choose another slug", copy);
	printf("%s\tpaused\n", copy);
	fprintf(stderr, "undersigned edit %s changes its words, undersigned open %s shows it\n",
		copy, copy);
	return COMMAND_DONE;
}
