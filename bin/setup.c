/* setup: makes or migrates the schema, and makes the secret; shows what it would do; takes it away. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "file.h"
#include "keyring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_LIMIT ((size_t)1 << 20)
#define TRIES 30 /* while others hold what is changed: setup.sql says for how long one waits */

/* One after the other in one transaction: all of it or nothing. */
struct setting_up {
	const struct command *command;
	bool plan; /* only looks which migrations there are */
	unsigned new_migrations;
	struct builder said; /* printed once it is true */
	struct text complaint;
};

static bool run_file(struct setting_up *up, const char *folder, const char *name)
{
	struct arena *arena = up->command->arena;
	const char *path =
		text_format(arena, "%s%s%s", folder, folder[0] == '\0' ? "" : "/", name).bytes;
	struct text sql, why;

	path = text_format(arena, "%s/%s", up->command->config->site_sql, path).bytes;
	if (!file_read(arena, path, FILE_LIMIT, &sql, &up->complaint))
		return false;
	if (db_script(up->command->db, arena, sql, &why))
		return true;
	up->complaint = text_format(arena, "%s: %s", path, why.bytes);
	return false;
}

static bool folder_names(struct setting_up *up, const char *folder, const char *const **names)
{
	struct arena *arena = up->command->arena;
	const char *path = text_format(arena, "%s/%s", up->command->config->site_sql, folder).bytes;

	return file_names(arena, path, ".sql", names, &up->complaint);
}

static bool run_folder(struct setting_up *up, const char *folder)
{
	const char *const *names;

	if (!folder_names(up, folder, &names))
		return false;
	for (; *names != NULL; names++) {
		if (!run_file(up, folder, *names))
			return false;
	}
	return true;
}

static bool is_applied(const struct rows *applied, long number)
{
	for (size_t row = 0; row < applied->count; row++) {
		if (rows_number(applied, row, 0) == number)
			return true;
	}
	return false;
}

static bool migrate_one(struct setting_up *up, const char *name, long number)
{
	struct arena *arena = up->command->arena;
	const char *word = name + strcspn(name, "-") + 1;
	struct text kept = text_format(arena, "%.*s", (int)strcspn(word, "."), word);
	const char *values[] = {db_number(arena, number), kept.bytes};
	struct rows rows;

	up->new_migrations++;
	builder_format(&up->said, "migration %s%s\n", name, up->plan ? "\twould be applied" : "");
	if (up->plan)
		return true;
	if (!run_file(up, "migrations", name))
		return false;
	if (db_call(up->command->db, arena, "migration_record", values, 2, &rows) == DB_DONE)
		return true;
	up->complaint = text_literal("the migration could not be recorded");
	return false;
}

static bool is_known(const char *const *names, long number)
{
	for (; *names != NULL; names++) {
		if (strtol(*names, NULL, 10) == number)
			return true;
	}
	return false;
}

/* Functions of an older release over the tables of a newer one would undo what that one does. */
static bool none_is_newer(struct setting_up *up, const struct rows *applied,
			  const char *const *names)
{
	for (size_t row = 0; row < applied->count; row++) {
		long number = (long)rows_number(applied, row, 0);

		if (is_known(names, number))
			continue;
		up->complaint =
			text_format(up->command->arena,
				    "the schema has been through migration %04ld-%s, which this "
				    "release does not know: run setup of the release that made it",
				    number, rows_text(applied, row, 1).bytes);
		return false;
	}
	return true;
}

static bool migrate(struct setting_up *up)
{
	const char *const *names;
	struct rows applied;

	if (!folder_names(up, "migrations", &names))
		return false;
	if (db_call(up->command->db, up->command->arena, "migration_list", NULL, 0, &applied) !=
	    DB_DONE) {
		up->complaint = text_literal("the list of migrations could not be read");
		return false;
	}
	if (!none_is_newer(up, &applied, names))
		return false;
	for (; *names != NULL; names++) {
		long number = strtol(*names, NULL, 10);

		if (!is_applied(&applied, number) && !migrate_one(up, *names, number))
			return false;
	}
	return true;
}

static bool run_all(struct setting_up *up)
{
	return run_file(up, "", "setup.sql") && run_file(up, "", "lock.sql") && migrate(up) &&
	       run_folder(up, "functions") && run_folder(up, "summaries") &&
	       run_folder(up, "views") && run_file(up, "", "roles.sql");
}

static bool plan_folder(struct setting_up *up, const char *folder)
{
	const char *const *names;
	unsigned count = 0;

	if (!folder_names(up, folder, &names))
		return false;
	for (; *names != NULL; names++)
		count++;
	builder_format(&up->said, "%s\t%u would be made anew\n", folder, count);
	return true;
}

static bool plan_roles(struct setting_up *up)
{
	struct arena *arena = up->command->arena;
	struct rows roles, may;

	if (db_call(up->command->db, arena, "role_list", NULL, 0, &roles) != DB_DONE ||
	    db_call(up->command->db, arena, "role_check", NULL, 0, &may) != DB_DONE) {
		up->complaint = text_literal("the list of roles could not be read");
		return false;
	}
	for (size_t row = 0; row < roles.count; row++)
		builder_format(&up->said, "role %s\t%s\n", rows_text(&roles, row, 0).bytes,
			       rows_bool(&roles, row, 1) ? "is there"
			       : may.count > 0 && rows_bool(&may, 0, 0)
				       ? "would be made"
				       : "cannot be made by this login");
	return true;
}

static bool plan_all(struct setting_up *up)
{
	const char *secret = up->command->config->site_secret_file;

	builder_format(&up->said, "secret %s\t%s\n", secret,
		       access(secret, F_OK) == 0 ? "is there" : "would be made");
	return run_file(up, "", "setup.sql") && migrate(up) && plan_folder(up, "functions") &&
	       plan_folder(up, "summaries") && plan_folder(up, "views") && plan_roles(up);
}

static bool remove_all(struct setting_up *up)
{
	return run_file(up, "", "setup.sql") && run_file(up, "", "lock.sql") &&
	       run_file(up, "", "remove.sql");
}

/* The deed in a transaction, once more while others hold what it changes. */
static enum command_exit run_deed(struct setting_up *up, bool (*deed)(struct setting_up *up))
{
	const struct command *command = up->command;
	struct text ending;
	bool right;

	for (unsigned tries = 1;; tries++) {
		up->new_migrations = 0;
		up->said = (struct builder){.arena = command->arena};
		if (!db_script_begin(command->db, command->arena, &up->complaint))
			return command_fail("%s", up->complaint.bytes);
		right = deed(up);
		if (!db_script_end(command->db, command->arena, right && !up->plan, &ending))
			return command_fail("%s", ending.bytes);
		if (right) {
			fputs(builder_done(&up->said).bytes, stdout);
			return COMMAND_DONE;
		}
		if (!db_script_busy(command->db))
			return command_fail("nothing was changed: %s", up->complaint.bytes);
		if (tries == TRIES)
			return command_fail("nothing was changed: others hold what would be, such "
					    "as a pg_dump or a long query; run it again when that "
					    "is over (%s)",
					    up->complaint.bytes);
		if (tries == 1)
			fputs("undersigned: the database is busy; trying again\n", stderr);
		sleep(1);
	}
}

static enum command_exit set_up(struct setting_up *up)
{
	const struct command *command = up->command;
	enum command_exit status;

	if (!keyring_create(command->arena, command->config->site_secret_file, &up->complaint))
		return command_fail("%s", up->complaint.bytes);
	status = run_deed(up, run_all);
	if (status == COMMAND_DONE)
		printf("the schema is ready: %u new migrations\n", up->new_migrations);
	return status;
}

static enum command_exit plan(struct setting_up *up)
{
	enum command_exit status;

	up->plan = true;
	status = run_deed(up, plan_all);
	if (status == COMMAND_DONE)
		printf("%u new migrations; nothing was changed\n", up->new_migrations);
	return status;
}

/* Whoever types the address of the site means this one. */
static enum command_exit take_away(struct setting_up *up)
{
	const char *address = up->command->config->site_url;
	char typed[256] = "";
	enum command_exit status;

	fprintf(stderr,
		"This drops the schema undersigned with all petitions and signatures of\n%s\n"
		"and the roles that were made for it. To go on, type that address: ",
		address);
	if (fgets(typed, sizeof(typed), stdin) == NULL)
		typed[0] = '\0';
	typed[strcspn(typed, "\r\n")] = '\0';
	if (strcmp(typed, address) != 0)
		return command_fail("nothing was changed: that is not %s", address);
	status = run_deed(up, remove_all);
	if (status == COMMAND_DONE)
		printf("the schema is gone; what is left are the configuration and %s\n",
		       up->command->config->site_secret_file);
	return status;
}

enum command_exit setup_command(const struct command *command)
{
	struct setting_up up = {.command = command};

	if (command->argc == 0)
		return set_up(&up);
	if (command->argc == 1 && strcmp(command->argv[0], "--plan") == 0)
		return plan(&up);
	if (command->argc == 1 && strcmp(command->argv[0], "--remove") == 0)
		return take_away(&up);
	return command_misused(command);
}
