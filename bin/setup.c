/* setup: makes or migrates the schema, and makes the secret. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 20)

/* One after the other in one transaction: all of it or nothing. */
struct setting_up {
	const struct command *command;
	unsigned new_migrations;
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

static bool run_folder(struct setting_up *up, const char *folder)
{
	struct arena *arena = up->command->arena;
	const char *path = text_format(arena, "%s/%s", up->command->config->site_sql, folder).bytes;
	const char *const *names;

	if (!file_names(arena, path, ".sql", &names, &up->complaint))
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

	if (!run_file(up, "migrations", name))
		return false;
	if (db_call(up->command->db, arena, "migration_record", values, 2, &rows) != DB_DONE) {
		up->complaint = text_literal("the migration could not be recorded");
		return false;
	}
	up->new_migrations++;
	printf("migration %s\n", name);
	return true;
}

static bool migrate(struct setting_up *up)
{
	struct arena *arena = up->command->arena;
	const char *path = text_format(arena, "%s/migrations", up->command->config->site_sql).bytes;
	const char *const *names;
	struct rows applied;

	if (!file_names(arena, path, ".sql", &names, &up->complaint))
		return false;
	if (db_call(up->command->db, arena, "migration_list", NULL, 0, &applied) != DB_DONE) {
		up->complaint = text_literal("the list of migrations could not be read");
		return false;
	}
	for (; *names != NULL; names++) {
		long number = strtol(*names, NULL, 10);

		if (!is_applied(&applied, number) && !migrate_one(up, *names, number))
			return false;
	}
	return true;
}

static bool run_all(struct setting_up *up)
{
	return run_file(up, "", "setup.sql") && migrate(up) && run_folder(up, "functions") &&
	       run_folder(up, "summaries") && run_folder(up, "views") &&
	       run_file(up, "", "roles.sql");
}

enum command_exit setup_command(const struct command *command)
{
	struct setting_up up = {.command = command};
	struct arena *arena = command->arena;
	struct text ending;
	bool right;

	if (command->argc != 0)
		return command_misused("setup");
	if (!secret_create(arena, command->config->site_secret_file, &up.complaint))
		return command_fail("%s", up.complaint.bytes);
	if (!db_script_begin(command->db, arena, &up.complaint))
		return command_fail("%s", up.complaint.bytes);
	right = run_all(&up);
	if (!db_script_end(command->db, arena, right, &ending))
		return command_fail("%s", ending.bytes);
	if (!right)
		return command_fail("nothing was changed: %s", up.complaint.bytes);
	printf("the schema is ready: %u new migrations\n", up.new_migrations);
	return COMMAND_DONE;
}
