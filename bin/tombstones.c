/* tombstones: what a restored backup must not bring back, written to a file and done again from it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "undersigned-tombstones"
#define LAST_LINE "whole\n"
#define PAGE 2000
#define CELLS 5

/* In the order in which they are applied: nobody gets a mail for what comes later. */
static const char *const kinds[] = {"suppressed", "gone", "revoked", "hidden", "paper", "sent"};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

struct tombstones {
	const struct command *command;
	const char *path;
	const char *days;
	FILE *file;
	char site[2 * SECRET_METER_KEY_SIZE + 1]; /* whose secret its keys were hashed with */
	const char *written_at;
	size_t counts[KINDS];
};

static bool read_site(struct tombstones *tombs)
{
	const struct command *command = tombs->command;
	uint8_t key[SECRET_METER_KEY_SIZE];
	const struct secret *secret;
	struct text complaint;

	if (!secret_read(command->arena, command->config->site_secret_file, &secret, &complaint)) {
		command_fail("%s", complaint.bytes);
		return false;
	}
	secret_meter_key(secret, "tombstones", 0, text_literal(""), key);
	for (size_t i = 0; i < sizeof(key); i++)
		snprintf(tombs->site + 2 * i, 3, "%02x", key[i]);
	return true;
}

static void print_counts(const struct tombstones *tombs, const char *deed)
{
	printf("%s", deed);
	for (size_t kind = 0; kind < KINDS; kind++)
		printf("\t%zu %s", tombs->counts[kind], kinds[kind]);
	putchar('\n');
}

/* From behind the last row to the end of the kind. */
static enum db_outcome write_kind(struct tombstones *tombs, size_t kind)
{
	struct arena *pages[] = {arena_new(), arena_new()};
	const char *values[] = {
		kinds[kind], "0", "0", kind == 0 ? "" : "-1", db_number(pages[0], PAGE),
		tombs->days};
	size_t turn = 0, columns = sizeof(values) / sizeof(values[0]);
	enum db_outcome outcome;
	struct rows rows;

	do {
		/* The values of the last row lie in the other one. */
		struct arena *arena = pages[++turn % 2];

		if (turn > 1)
			arena_reset(arena);
		values[4] = db_number(arena, PAGE);
		outcome = db_call(tombs->command->db, arena, "tombstone_page", values, columns,
				  &rows);
		for (size_t row = 0; outcome == DB_DONE && row < rows.count; row++) {
			values[1] = rows_text(&rows, row, 0).bytes;
			values[2] = rows_text(&rows, row, 1).bytes;
			values[3] = rows_text(&rows, row, 3).bytes;
			fprintf(tombs->file, "%s\t%s\t%s\t%s\t%s\n", kinds[kind], values[1],
				values[2], rows_text(&rows, row, 2).bytes, values[3]);
			tombs->counts[kind]++;
		}
	} while (outcome == DB_DONE && rows.count == PAGE);
	arena_free(pages[0]);
	arena_free(pages[1]);
	return outcome;
}

static enum db_outcome write_all(struct tombstones *tombs)
{
	const struct command *command = tombs->command;
	struct rows rows;
	enum db_outcome outcome =
		db_call(command->db, command->arena, "tombstone_begin", NULL, 0, &rows);

	if (outcome == DB_DONE)
		fprintf(tombs->file, HEAD "\t%s\t%s\t%s\n", tombs->site,
			rows_text(&rows, 0, 0).bytes, rows_text(&rows, 0, 1).bytes);
	for (size_t kind = 0; outcome == DB_DONE && kind < KINDS; kind++)
		outcome = write_kind(tombs, kind);
	if (outcome == DB_DONE)
		fputs(LAST_LINE, tombs->file);
	return outcome;
}

/* Whoever reads the file meanwhile, or afterwards when this failed, finds the one before. */
static enum command_exit write_file(struct tombstones *tombs)
{
	const char *beside = text_format(tombs->command->arena, "%s.new", tombs->path).bytes;
	int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	enum db_outcome outcome;
	bool right;

	tombs->file = file < 0 ? NULL : fdopen(file, "w");
	if (tombs->file == NULL)
		return command_fail("%s: %s", beside, strerror(errno));
	outcome = write_all(tombs);
	right = fflush(tombs->file) == 0 && fsync(file) == 0;
	if (fclose(tombs->file) != 0 || !right || outcome != DB_DONE ||
	    rename(beside, tombs->path) != 0) {
		unlink(beside);
		return outcome != DB_DONE ? command_database(outcome)
					  : command_fail("%s: %s", beside, strerror(errno));
	}
	print_counts(tombs, "written");
	return COMMAND_DONE;
}

/* Lines of one kind that wait to be applied. */
struct heap {
	struct db_array petitions, ids, nonces, details;
	size_t count;
};

static enum db_outcome apply_heap(struct tombstones *tombs, size_t kind, struct arena *arena,
				  struct heap *heap)
{
	enum db_outcome outcome = DB_DONE;
	struct rows rows;

	if (heap->count > 0) {
		const char *values[] = {kinds[kind],
					db_array_done(&heap->petitions),
					db_array_done(&heap->ids),
					db_array_done(&heap->nonces),
					db_array_done(&heap->details),
					tombs->written_at};

		outcome = db_call(tombs->command->db, arena, "tombstone_apply", values,
				  sizeof(values) / sizeof(values[0]), &rows);
		if (outcome == DB_DONE)
			tombs->counts[kind] += (size_t)rows_number(&rows, 0, 0);
	}
	arena_reset(arena);
	*heap = (struct heap){
		{{.arena = arena}}, {{.arena = arena}}, {{.arena = arena}}, {{.arena = arena}}, 0};
	return outcome;
}

/* Cuts a line at its tabs; how many cells it has. */
static size_t cut(char *line, const char *cells[CELLS])
{
	char *rest = line;
	size_t count = 0;

	line[strcspn(line, "\n")] = '\0';
	while (rest != NULL && count < CELLS)
		cells[count++] = strsep(&rest, "\t");
	return count;
}

static size_t kind_of(const char *word)
{
	size_t kind = 0;

	while (kind < KINDS && strcmp(kinds[kind], word) != 0)
		kind++;
	return kind;
}

static void heap_add(struct heap *heap, const char *const cells[CELLS])
{
	db_array_number(&heap->petitions, strtoll(cells[1], NULL, 10));
	db_array_number(&heap->ids, strtoll(cells[2], NULL, 10));
	db_array_number(&heap->nonces, strtoll(cells[3], NULL, 10));
	db_array_text(&heap->details, text_of(cells[4]));
	heap->count++;
}

/* That the file is whole is known: so nothing is done by half of one. */
static enum db_outcome apply_lines(struct tombstones *tombs)
{
	struct arena *arena = arena_new();
	enum db_outcome outcome;
	struct heap heap = {0};
	const char *cells[CELLS];
	size_t kind = KINDS;
	char line[256];

	outcome = apply_heap(tombs, 0, arena, &heap);
	while (outcome == DB_DONE && fgets(line, sizeof(line), tombs->file) != NULL) {
		size_t count = cut(line, cells), next = kind_of(cells[0]);

		if (heap.count == PAGE || next != kind)
			outcome = apply_heap(tombs, kind, arena, &heap);
		kind = next;
		if (count == CELLS && kind < KINDS)
			heap_add(&heap, cells);
	}
	if (outcome == DB_DONE)
		outcome = apply_heap(tombs, kind, arena, &heap);
	arena_free(arena);
	return outcome;
}

static bool is_whole(FILE *file)
{
	const long size = (long)strlen(LAST_LINE);
	char last[sizeof(LAST_LINE)] = "";

	return fseek(file, -size, SEEK_END) == 0 &&
	       fread(last, 1, (size_t)size, file) == (size_t)size && strcmp(last, LAST_LINE) == 0 &&
	       fseek(file, 0, SEEK_SET) == 0;
}

/* The file goes on behind its first line. False when this is none of ours, which was said. */
static bool read_head(struct tombstones *tombs, const char **last)
{
	struct arena *arena = tombs->command->arena;
	const char *cells[CELLS];
	char line[256];

	if (!is_whole(tombs->file) || fgets(line, sizeof(line), tombs->file) == NULL ||
	    cut(line, cells) != 4 || strcmp(cells[0], HEAD) != 0) {
		command_fail("%s: is no whole file of tombstones: take the one before",
			     tombs->path);
		return false;
	}
	if (strcmp(cells[1], tombs->site) != 0) {
		command_fail(
			"%s: was written with another secret: bring the one of that site first",
			tombs->path);
		return false;
	}
	tombs->written_at = text_copy(arena, text_of(cells[2])).bytes;
	*last = text_copy(arena, text_of(cells[3])).bytes;
	return true;
}

static enum command_exit apply_file(struct tombstones *tombs)
{
	const struct command *command = tombs->command;
	enum db_outcome outcome;
	const char *last = NULL;
	struct rows rows;

	tombs->file = fopen(tombs->path, "re");
	if (tombs->file == NULL)
		return command_fail("%s: %s", tombs->path, strerror(errno));
	if (!read_head(tombs, &last)) {
		fclose(tombs->file);
		return COMMAND_FAILED;
	}
	outcome = apply_lines(tombs);
	fclose(tombs->file);
	if (outcome == DB_DONE)
		outcome = db_call(command->db, command->arena, "tombstone_end", &last, 1, &rows);
	if (outcome != DB_DONE)
		return command_database(outcome);
	print_counts(tombs, "applied");
	printf("known until %s; what was taken back after that is not\n", tombs->written_at);
	printf("%s mails are owed and wait: undersigned outbox retry waiting lets them go\n",
	       rows_text(&rows, 0, 0).bytes);
	return COMMAND_DONE;
}

enum command_exit tombstones_command(const struct command *command)
{
	struct tombstones tombs = {.command = command, .days = "7"};
	unsigned long long days;
	bool writes = command->argc >= 2 && strcmp(command->argv[0], "write") == 0;

	if (writes && command->argc == 4 && strcmp(command->argv[2], "--sent") == 0)
		tombs.days = command->argv[3];
	else if (command->argc != 2 || (!writes && strcmp(command->argv[0], "apply") != 0))
		return command_misused(command);
	if (!text_number(text_of(tombs.days), 36500, &days))
		return command_misused(command);
	tombs.path = command->argv[1];
	if (!read_site(&tombs))
		return COMMAND_FAILED;
	return writes ? write_file(&tombs) : apply_file(&tombs);
}
