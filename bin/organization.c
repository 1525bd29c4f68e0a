/* organization: the organizations, and logins of theirs that see their own signers only. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <string.h>

static enum command_exit list_organizations(const struct command *command)
{
	const char *values[] = {NULL};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "organization_list", values, 1, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		printf("%s\t%s\t%s\t%s\n", rows_text(&rows, row, 0).bytes,
		       rows_text(&rows, row, 1).bytes, rows_text(&rows, row, 2).bytes,
		       rows_bool(&rows, row, 4) ? rows_text(&rows, row, 3).bytes : "");
	return COMMAND_DONE;
}

/* The organization by its slug or name, in row 0. */
static bool find_organization(const struct command *command, struct rows *rows,
			      enum command_exit *status)
{
	const char *values[] = {command->argv[1]};
	enum db_outcome outcome =
		db_call(command->db, command->arena, "organization_list", values, 1, rows);

	if (outcome != DB_DONE)
		*status = command_database(outcome);
	else if (rows->count == 0)
		*status = command_fail("there is no organization %s: undersigned organization "
				       "lists them all",
				       command->argv[1]);
	return outcome == DB_DONE && rows->count > 0;
}

static enum command_exit make_login(const struct command *command)
{
	const char *values[3];
	struct rows rows, made;
	struct text password;
	enum db_outcome outcome;
	enum command_exit status;

	if (!find_organization(command, &rows, &status))
		return status;
	values[0] = rows_text(&rows, 0, 0).bytes;
	values[1] = rows_text(&rows, 0, 3).bytes;
	outcome = login_password(command, values[1], &password, &values[2]);
	if (outcome == DB_DONE)
		outcome = db_call(command->db, command->arena, "organization_login_make", values, 3,
				  &made);
	if (outcome != DB_DONE)
		return command_no_roles(outcome);
	if (text_is(rows_text(&made, 0, 0), "taken"))
		return command_fail("there is a database role %s already that is not this "
				    "organization's: rename that role first",
				    values[1]);
	login_print(values[1], password,
		    "the view undersigned.shared_signatures shows that login who lets the "
		    "organization write to them");
	return COMMAND_DONE;
}

static enum command_exit revoke_login(const struct command *command)
{
	const char *values[1];
	struct rows rows, ended;
	enum db_outcome outcome;
	enum command_exit status;

	if (!find_organization(command, &rows, &status))
		return status;
	values[0] = rows_text(&rows, 0, 0).bytes;
	outcome = db_call(command->db, command->arena, "organization_login_end", values, 1, &ended);
	if (outcome != DB_DONE)
		return command_no_roles(outcome);
	printf("%s\t%s\n", values[0], rows_text(&ended, 0, 0).bytes);
	return COMMAND_DONE;
}

enum command_exit organization_command(const struct command *command)
{
	if (command->argc == 0)
		return list_organizations(command);
	if (command->argc == 2 && strcmp(command->argv[0], "login") == 0)
		return make_login(command);
	if (command->argc == 2 && strcmp(command->argv[0], "revoke") == 0)
		return revoke_login(command);
	return command_misused(command);
}
