/* purge: keeps what the form promised: what is too old goes, in small steps. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BATCH "500"

struct purge {
	const struct command *command;
	const char *batch;
	const char *unconfirmed_days, *removed_days;
	bool dry;
};

/* What was done with the signatures of a petition. */
struct purged {
	int64_t unconfirmed, removed, erased;
};

static bool read_options(const struct command *command, struct purge *purge)
{
	unsigned long long number;

	if (command->argc == 1 && strcmp(command->argv[0], "--dry-run") == 0)
		purge->dry = true;
	else if (command->argc == 2 && strcmp(command->argv[0], "--batch") == 0)
		purge->batch = command->argv[1];
	else
		return command->argc == 0;
	return text_number(text_of(purge->batch), 10000, &number) && number > 0;
}

static void say(const char *slug, const struct purged *purged)
{
	if (purged->unconfirmed + purged->removed + purged->erased > 0)
		printf("%s\t%lld unconfirmed\t%lld removed\t%lld erased\n", slug,
		       (long long)purged->unconfirmed, (long long)purged->removed,
		       (long long)purged->erased);
}

static enum command_exit count(const struct purge *purge)
{
	const char *values[] = {purge->unconfirmed_days, purge->removed_days};
	struct rows rows;
	enum db_outcome outcome =
		db_call(purge->command->db, purge->command->arena, "purge_count", values, 2, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++) {
		const struct purged purged = {rows_number(&rows, row, 1),
					      rows_number(&rows, row, 2),
					      rows_number(&rows, row, 3)};

		say(rows_text(&rows, row, 0).bytes, &purged);
	}
	return COMMAND_DONE;
}

/* One transaction; *after becomes where to go on, empty when the petition is done. */
static enum db_outcome purge_step(const struct purge *purge, const char *petition,
				  struct text *after, struct purged *purged)
{
	const char *values[] = {petition, after->bytes, purge->batch, purge->unconfirmed_days,
				purge->removed_days};
	struct arena *arena = arena_new();
	struct rows rows;
	enum db_outcome outcome =
		db_call(purge->command->db, arena, "purge_step", values, 5, &rows);

	if (outcome == DB_DONE) {
		*after = text_copy(purge->command->arena, rows_text(&rows, 0, 0));
		purged->unconfirmed += rows_number(&rows, 0, 1);
		purged->removed += rows_number(&rows, 0, 2);
		purged->erased += rows_number(&rows, 0, 3);
	}
	arena_free(arena);
	return outcome;
}

static void show_progress(const char *slug, const struct purged *purged)
{
	if (isatty(STDERR_FILENO) == 1)
		fprintf(stderr, "\r%s: %lld", slug,
			(long long)(purged->unconfirmed + purged->removed + purged->erased));
}

static enum db_outcome purge_petition(const struct purge *purge, const char *petition,
				      const char *slug)
{
	enum db_outcome outcome = DB_DONE;
	struct text after = text_literal("0");
	struct purged purged = {0};

	while (outcome == DB_DONE && !text_empty(after)) {
		outcome = purge_step(purge, petition, &after, &purged);
		show_progress(slug, &purged);
	}
	if (isatty(STDERR_FILENO) == 1)
		fputs("\r\033[K", stderr);
	say(slug, &purged);
	return outcome;
}

static enum db_outcome purge_meters(const struct purge *purge)
{
	const char *values[] = {purge->batch};
	enum db_outcome outcome;
	struct rows rows;

	do
		outcome = db_call(purge->command->db, purge->command->arena, "purge_meters", values,
				  1, &rows);
	while (outcome == DB_DONE && rows_number(&rows, 0, 0) > 0);
	return outcome;
}

static enum command_exit purge_all(const struct purge *purge)
{
	struct rows rows;
	enum db_outcome outcome =
		db_call(purge->command->db, purge->command->arena, "purge_list", NULL, 0, &rows);

	for (size_t row = 0; outcome == DB_DONE && row < rows.count; row++)
		outcome = purge_petition(purge, rows_text(&rows, row, 0).bytes,
					 rows_text(&rows, row, 1).bytes);
	if (outcome == DB_DONE)
		outcome = purge_meters(purge);
	return outcome == DB_DONE ? COMMAND_DONE : command_database(outcome);
}

enum command_exit purge_command(const struct command *command)
{
	const struct config *config = command->config;
	struct purge purge = {
		.command = command,
		.batch = BATCH,
		.unconfirmed_days = db_number(command->arena, config->purge_unconfirmed_days),
		.removed_days = db_number(command->arena, config->purge_removed_days),
	};

	if (!read_options(command, &purge))
		return command_misused(command);
	return purge.dry ? count(&purge) : purge_all(&purge);
}
