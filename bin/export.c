/* export: confirmed signatures as CSV, JSON or OSDI, a page at a time. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "moment.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct options {
	struct export_wanted wanted;
	struct export_style style;
	bool mark;
};

static volatile sig_atomic_t stop_wanted;

static void stop_want(int number)
{
	(void)number;
	stop_wanted = 1;
}

static bool format_read(const char *word, enum export_format *format)
{
	static const char *const names[] = {
		[EXPORT_CSV] = "csv", [EXPORT_JSONL] = "jsonl", [EXPORT_OSDI] = "osdi"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(word, names[i]) == 0) {
			*format = (enum export_format)i;
			return true;
		}
	}
	return false;
}

/* An option with a value behind it. */
static bool value_read(struct options *options, const char *name, const char *value)
{
	unsigned long long after;

	if (strcmp(name, "--format") == 0)
		return format_read(value, &options->style.format);
	if (strcmp(name, "--organization") == 0) {
		options->wanted.organization = value;
		return true;
	}
	if (strcmp(name, "--since") == 0) {
		options->wanted.since = value;
		return moment_is_time(text_of(value));
	}
	if (strcmp(name, "--after") == 0) {
		if (!text_number(text_of(value), INT64_MAX, &after))
			return false;
		options->wanted.after = (int64_t)after;
		return true;
	}
	return false;
}

static bool options_read(const struct command *command, struct options *options)
{
	*options = (struct options){.style.cells = CSV_SAFE};
	for (int i = 0; i < command->argc; i++) {
		const char *word = command->argv[i];

		if (strcmp(word, "--bom") == 0)
			options->mark = true;
		else if (strcmp(word, "--raw") == 0)
			options->style.cells = CSV_RAW;
		else if (options->wanted.petition == NULL && strncmp(word, "--", 2) != 0)
			options->wanted.petition = word;
		else if (i + 1 == command->argc || !value_read(options, word, command->argv[++i]))
			return false;
	}
	return options->wanted.petition != NULL;
}

static void stop_listen(void)
{
	struct sigaction action = {.sa_handler = stop_want, .sa_flags = SA_RESTART};

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static enum command_exit stopped(const struct export_file *file, const char *why, int64_t at)
{
	if (!file->goes_on)
		return command_fail("the export stopped: %s; once that is mended, begin it again",
				    why);
	return command_fail("the export stopped: %s; to go on, say --after %lld", why,
			    (long long)at);
}

/* The next page. *end: there was none. */
static enum command_exit page_write(struct export *export, const struct export_style *style,
				    struct export_file *file, bool *end)
{
	int64_t before = export_at(export);
	struct arena *arena = arena_new();
	enum command_exit status = COMMAND_DONE;
	struct rows page;
	struct text lines;

	if (export_next(export, &page, end) != DB_DONE) {
		status = stopped(file, "the database is away, or refused: see the line above",
				 before);
	} else if (!*end) {
		lines = export_lines(export, style, &page, arena);
		file->count += page.count;
		if (fwrite(lines.bytes, 1, lines.size, file->to) != lines.size ||
		    fflush(file->to) != 0)
			status = stopped(file, strerror(errno), before);
	}
	arena_free(arena);
	return status;
}

must_check enum command_exit export_write(struct export *export, const struct export_style *style,
					  struct export_file *file)
{
	struct bar bar = {.what = "export"};
	enum command_exit status = COMMAND_DONE;
	bool end = false;

	stop_listen();
	while (status == COMMAND_DONE && !end) {
		status = page_write(export, style, file, &end);
		bar_draw(&bar, export_percent(export));
		if (status == COMMAND_DONE && !end && stop_wanted != 0)
			status = stopped(file, "a signal said so", export_at(export));
	}
	bar_end(&bar);
	return status;
}

enum command_exit export_unopened(enum export_outcome outcome, const struct export_wanted *wanted)
{
	switch (outcome) {
	case EXPORT_NO_PETITION:
		return command_fail("there is no petition %s: undersigned list shows them all",
				    wanted->petition);
	case EXPORT_NO_ORGANIZATION:
		return command_fail("there is no organization %s: undersigned show %s names those "
				    "that take part",
				    wanted->organization, wanted->petition);
	case EXPORT_AWAY:
		return command_database(DB_AWAY);
	case EXPORT_REFUSED:
	case EXPORT_OPENED:
		break;
	}
	return command_database(DB_REFUSED);
}

/* A file that is gone on with has them already. */
static bool head_write(const struct options *options, const struct export *export,
		       struct arena *arena)
{
	struct text head = export_head(export, &options->style, arena);

	if (options->wanted.after > 0)
		return true;
	if (options->mark)
		fputs(CSV_MARK, stdout);
	return fwrite(head.bytes, 1, head.size, stdout) == head.size;
}

enum command_exit export_command(const struct command *command)
{
	struct export_file file = {.to = stdout, .goes_on = true};
	struct options options;
	struct export *export;
	enum export_outcome outcome;
	enum command_exit status;

	if (!options_read(command, &options))
		return command_misused(command);
	outcome = export_open(command->db, command->arena, &options.wanted, &export);
	if (outcome != EXPORT_OPENED)
		return export_unopened(outcome, &options.wanted);
	if (!head_write(&options, export, command->arena))
		return command_fail("standard output: %s", strerror(errno));
	status = export_write(export, &options.style, &file);
	if (status == COMMAND_DONE)
		fprintf(stderr, "signatures: %llu; what is new next time: --since %s\n",
			(unsigned long long)file.count, export_seen_until(export).bytes);
	return status;
}
