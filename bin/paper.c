/* paper: takes signatures that were collected on paper, and says why it does not take others. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "file.h"
#include "paper_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct options {
	const char *petition;
	const char *file; /* NULL: what was taken is listed */
	const char *country;
	const char *refused; /* where the refused lines go */
	const char *remove;
	const char *why;
	bool namesakes;
	bool dry_run;
};

static bool options_read(const struct command *command, struct options *options)
{
	*options = (struct options){0};
	for (int i = 0; i < command->argc; i++) {
		const char *word = command->argv[i];
		const char **value = strcmp(word, "--country") == 0   ? &options->country
				     : strcmp(word, "--refused") == 0 ? &options->refused
				     : strcmp(word, "--remove") == 0  ? &options->remove
				     : strcmp(word, "--why") == 0     ? &options->why
								      : NULL;

		if (value != NULL && i + 1 < command->argc)
			*value = command->argv[++i];
		else if (strcmp(word, "--namesakes") == 0)
			options->namesakes = true;
		else if (strcmp(word, "--dry-run") == 0)
			options->dry_run = true;
		else if (options->petition == NULL && strncmp(word, "--", 2) != 0)
			options->petition = word;
		else if (options->file == NULL && strncmp(word, "--", 2) != 0)
			options->file = word;
		else
			return false;
	}
	if (options->file == NULL && (options->country != NULL || options->refused != NULL ||
				      options->namesakes || options->dry_run))
		return false;
	return options->petition != NULL && (options->remove == NULL) == (options->why == NULL) &&
	       (options->remove == NULL || options->file == NULL);
}

static enum command_exit list_sheets(const struct command *command, const char *petition)
{
	const char *values[] = {petition};
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "paper_list", values, 1, &rows);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (size_t row = 0; row < rows.count; row++)
		printf("%s\t%s UTC\tcounted %s\tonline %s\tremoved %s\t%s\n",
		       rows_text(&rows, row, 0).bytes, rows_text(&rows, row, 2).bytes,
		       rows_text(&rows, row, 3).bytes, rows_text(&rows, row, 4).bytes,
		       rows_text(&rows, row, 5).bytes, rows_text(&rows, row, 1).bytes);
	return COMMAND_DONE;
}

/* SHEET or SHEET:LINE; *line NULL for the whole sheet. */
static bool place_read(struct arena *arena, const char *word, const char **sheet, const char **line)
{
	const char *colon = strchr(word, ':');
	unsigned long long number;
	struct text first = text_copy(
		arena, text_part(word, colon == NULL ? strlen(word) : (size_t)(colon - word)));

	*sheet = first.bytes;
	*line = colon == NULL ? NULL : colon + 1;
	return text_number(first, INT32_MAX, &number) &&
	       (colon == NULL || text_number(text_of(*line), INT32_MAX, &number));
}

static enum command_exit remove_lines(const struct command *command, const struct options *options)
{
	const char *sheet, *line;
	struct rows rows;
	enum db_outcome outcome;

	if (!place_read(command->arena, options->remove, &sheet, &line))
		return command_misused(command);
	const char *values[] = {options->petition, sheet, line, options->why};

	outcome = db_call(command->db, command->arena, "paper_remove", values, 4, &rows);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (rows_null(&rows, 0, 0))
		return command_fail("there is no sheet %s: undersigned paper %s shows them all",
				    sheet, options->petition);
	printf("%s removed\n", rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

/* Signed today is right wherever the day has begun. */
static const char *today(struct arena *arena)
{
	time_t ahead = time(NULL) + (time_t)14 * 3600;
	struct tm day;
	char written[16];

	gmtime_r(&ahead, &day);
	strftime(written, sizeof(written), "%Y-%m-%d", &day);
	return arena_copy(arena, written, strlen(written));
}

static void refused_head(struct csv *csv, const struct paper *paper)
{
	csv_text(csv, text_literal("reason"));
	for (size_t i = 0; i < paper->columns; i++) {
		if (strcasecmp(paper->names[i].bytes, "reason") != 0)
			csv_text(csv, paper->names[i]);
	}
	csv_end(csv);
}

static void refused_line(struct csv *csv, const struct paper *paper, const struct paper_line *line)
{
	csv_text(csv, text_of(line->refused));
	for (size_t i = 0; i < line->count && i < paper->columns; i++) {
		if (strcasecmp(paper->names[i].bytes, "reason") != 0)
			csv_text(csv, csv_bare(line->cells[i]));
	}
	csv_end(csv);
}

/* The refused lines as a file that can be mended and taken, with the reasons. */
static bool refused_write(struct arena *arena, const char *path, const struct paper *paper)
{
	struct csv csv = {.builder = {.arena = arena}, .cells = CSV_SAFE};
	int number = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	FILE *file = number < 0 ? NULL : fdopen(number, "w");
	struct text written;
	bool right;

	if (file == NULL) {
		command_fail("%s: %s", path, strerror(errno));
		return false;
	}
	refused_head(&csv, paper);
	for (const struct paper_line *line = paper->lines; line != NULL; line = line->next) {
		if (line->refused != NULL)
			refused_line(&csv, paper, line);
	}
	written = builder_done(&csv.builder);
	fputs(CSV_MARK, file);
	right = fwrite(written.bytes, 1, written.size, file) == written.size;
	if (fclose(file) != 0 || !right) {
		command_fail("%s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

static enum command_exit report(const struct command *command, const struct options *options,
				const struct paper *paper, int64_t sheet)
{
	size_t refused = 0;

	for (const struct paper_line *line = paper->lines; line != NULL; line = line->next) {
		if (line->refused == NULL)
			continue;
		printf("%u\t%s\n", line->number, line->refused);
		refused++;
	}
	if (options->refused != NULL && !refused_write(command->arena, options->refused, paper))
		return COMMAND_FAILED;
	fprintf(stderr, "%s: %zu; refused: %zu\n", options->dry_run ? "would be taken" : "taken",
		paper->count - refused, refused);
	if (sheet > 0 && !options->dry_run)
		fprintf(stderr, "this is sheet %lld; --remove %lld takes it back\n",
			(long long)sheet, (long long)sheet);
	return COMMAND_DONE;
}

static enum command_exit take_file(const struct command *command, const struct options *options)
{
	struct arena *arena = command->arena;
	const char *slash = strrchr(options->file, '/');
	struct paper_judge judge = {.country = options->country, .today = today(arena)};
	struct paper_way way = {.petition = options->petition,
				.name = slash == NULL ? options->file : slash + 1,
				.namesakes = options->namesakes,
				.keep = !options->dry_run};
	const struct site *site;
	struct text content, complaint;
	struct paper paper;
	int64_t sheet;

	if (!site_read(arena, command->config, &site, &complaint))
		return command_fail("%s", complaint.bytes);
	judge.language = language_choose(site->languages, text_literal("en"), text_literal(""));
	if (!file_read(arena, options->file, PAPER_FILE_LIMIT, &content, &complaint))
		return command_fail("%s", complaint.bytes);
	if (!paper_file_read(arena, content, &judge, &paper, &complaint))
		return command_fail("%s: %s", options->file, complaint.bytes);
	switch (paper_add(command->db, arena, site->secret, &way, &paper, &sheet)) {
	case PAPER_TAKEN:
		return report(command, options, &paper, sheet);
	case PAPER_AGAIN:
		return command_fail("%s was taken before, as sheet %lld: nothing was done",
				    options->file, (long long)sheet);
	case PAPER_AWAY:
		return command_database(DB_AWAY);
	case PAPER_REFUSED:
		break;
	}
	return command_database(DB_REFUSED);
}

enum command_exit paper_command(const struct command *command)
{
	struct petition petition;
	struct options options;

	if (!options_read(command, &options))
		return command_misused(command);
	if (!command_petition(command, options.petition, &petition))
		return COMMAND_FAILED;
	if (options.remove != NULL)
		return remove_lines(command, &options);
	return options.file == NULL ? list_sheets(command, options.petition)
				    : take_file(command, &options);
}
