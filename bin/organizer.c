/* organizer: logins that read all of the petitions granted to them, and nothing of others. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <string.h>

static enum command_exit list_organizers(const struct command *command)
{
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "organizer_list", NULL, 0, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		printf("%s\t%s\n", rows_text(&rows, row, 0).bytes,
		       text_empty(rows_text(&rows, row, 1)) ? "--all"
							    : rows_text(&rows, row, 1).bytes);
	return COMMAND_DONE;
}

static enum command_exit make_login(const struct command *command)
{
	const char *values[] = {command->argv[1], NULL};
	struct rows rows;
	struct text password;
	enum db_outcome outcome = login_password(command, values[0], &password, &values[1]);

	if (outcome == DB_DONE)
		outcome = db_call(command->db, command->arena, "organizer_login", values, 2, &rows);
	if (outcome != DB_DONE)
		return command_no_roles(outcome);
	if (text_is(rows_text(&rows, 0, 0), "taken"))
		return command_fail("there is a database role %s already that is no organizer's: "
				    "choose another name",
				    values[0]);
	login_print(values[0], password, "it reads nothing before undersigned organizer grant");
	return COMMAND_DONE;
}

static enum command_exit change(const struct command *command, const char *function)
{
	const char *login = command->argv[1], *slug = command->argv[2];
	const char *values[] = {login, strcmp(slug, "--all") == 0 ? "" : slug};
	struct rows rows;
	enum db_outcome outcome;

	outcome = strcmp(function, "grant") == 0 ? db_call(command->db, command->arena,
							   "organizer_grant", values, 2, &rows)
						 : db_call(command->db, command->arena,
							   "organizer_revoke", values, 2, &rows);
	if (outcome != DB_DONE)
		return command_no_roles(outcome);
	if (text_is(rows_text(&rows, 0, 0), "unknown"))
		return command_fail("there is no petition %s: undersigned list shows them all",
				    slug);
	if (text_is(rows_text(&rows, 0, 0), "login"))
		return command_fail("there is no login %s: undersigned organizer login %s makes it",
				    login, login);
	printf("%s\t%s\t%s\n", login, slug, rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

enum command_exit organizer_command(const struct command *command)
{
	const char *deed = command->argc > 0 ? command->argv[0] : "";

	if (command->argc == 0)
		return list_organizers(command);
	if (command->argc == 2 && strcmp(deed, "login") == 0)
		return make_login(command);
	if (command->argc == 3 && (strcmp(deed, "grant") == 0 || strcmp(deed, "revoke") == 0))
		return change(command, deed);
	return command_misused(command);
}
