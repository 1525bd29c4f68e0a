/* volume: see volume.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "volume.h"

#include "browser.h"
#include "csv.h"
#include "digest.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define LINES_LIMIT 25000 /* of a volume's roll */
#define FILES_LIMIT 2000
#define CSV_NAME "roll.csv"
#define SUMS_NAME "SHA256SUMS"
#define COMMENTS_NAME "comments.part"

struct volumes {
	const struct reader *reader;
	struct arena *arena;
	const char *folder;
	const struct delivery *delivery;
	FILE *csv, *comments, *roll;
	uint64_t lines; /* on the roll so far */
	unsigned count; /* of volumes */
	bool failed;
	struct text checksum;
	const char *files[FILES_LIMIT + 1];
	unsigned file_count;
};

static const char *path_of(const struct volumes *volumes, const char *name)
{
	return text_format(volumes->arena, "%s/%s", volumes->folder, name).bytes;
}

static const char *roll_path(const struct volumes *volumes, unsigned volume)
{
	return path_of(volumes, text_format(volumes->arena, "roll-%u.part", volume).bytes);
}

static const char *book_name(const struct volumes *volumes, unsigned volume, const char *ending)
{
	return volume == 1 ? text_format(volumes->arena, "book.%s", ending).bytes
			   : text_format(volumes->arena, "book-%u.%s", volume, ending).bytes;
}

static FILE *file_open(struct volumes *volumes, const char *path)
{
	FILE *file = fopen(path, "wbx");

	if (file == NULL)
		volumes->failed = true;
	return file;
}

static void file_write(struct volumes *volumes, FILE *file, struct text text)
{
	if (file == NULL || fwrite(text.bytes, 1, text.size, file) != text.size)
		volumes->failed = true;
}

/* On the disk, too: what counts as delivered is there. */
static void file_close(struct volumes *volumes, FILE *file)
{
	if (file == NULL)
		return;
	if (fflush(file) != 0 || fsync(fileno(file)) != 0)
		volumes->failed = true;
	if (fclose(file) != 0)
		volumes->failed = true;
}

static void list_file(struct volumes *volumes, const char *name)
{
	if (volumes->file_count < FILES_LIMIT)
		volumes->files[volumes->file_count++] = name;
	else
		volumes->failed = true;
}

struct volumes *volumes_open(const struct reader *reader, struct arena *arena, const char *folder,
			     const struct delivery *delivery)
{
	struct volumes *volumes = arena_get(arena, sizeof(*volumes));

	volumes->reader = reader;
	volumes->arena = arena;
	volumes->folder = folder;
	volumes->delivery = delivery;
	volumes->checksum = text_literal("");
	volumes->csv = file_open(volumes, path_of(volumes, CSV_NAME));
	volumes->comments = file_open(volumes, path_of(volumes, COMMENTS_NAME));
	file_write(volumes, volumes->csv, text_literal("number,name,country,area\r\n"));
	return volumes;
}

static void add_csv(struct volumes *volumes, struct arena *arena, const struct delivery_line *lines,
		    size_t count)
{
	struct csv csv = {.builder = {.arena = arena}, .cells = CSV_SAFE};
	uint64_t number = volumes->delivery->before + volumes->lines;

	for (size_t i = 0; i < count; i++) {
		csv_plain(&csv, text_format(arena, "%llu", (unsigned long long)(number + i + 1)));
		csv_text(&csv, lines[i].name);
		csv_text(&csv, lines[i].country);
		csv_text(&csv, lines[i].shows_area ? lines[i].area : text_literal(""));
		csv_end(&csv);
	}
	file_write(volumes, volumes->csv, builder_done(&csv.builder));
}

static void next_volume(struct volumes *volumes)
{
	file_close(volumes, volumes->roll);
	volumes->count++;
	volumes->roll = file_open(volumes, roll_path(volumes, volumes->count));
}

/* All of the lines are of one volume. */
static void add_roll(struct volumes *volumes, struct arena *arena,
		     const struct delivery_line *lines, size_t count)
{
	struct html roll = book_roll(volumes->reader, arena, lines, count,
				     volumes->delivery->before + volumes->lines + 1);
	struct html comments = book_comments(volumes->reader, arena, lines, count);

	file_write(volumes, volumes->roll, (struct text){roll.bytes, roll.size});
	file_write(volumes, volumes->comments, (struct text){comments.bytes, comments.size});
}

void volumes_add(struct volumes *volumes, const struct delivery_line *lines, size_t count)
{
	struct arena *arena = arena_new();

	while (count > 0 && !volumes->failed) {
		uint64_t room = LINES_LIMIT - volumes->lines % LINES_LIMIT;
		size_t some = count < room ? count : (size_t)room;

		if (volumes->lines % LINES_LIMIT == 0)
			next_volume(volumes);
		add_csv(volumes, arena, lines, some);
		add_roll(volumes, arena, lines, some);
		volumes->lines += some;
		lines += some;
		count -= some;
		arena_reset(arena);
	}
	arena_free(arena);
}

/* What stands in a part goes into the file, and the part goes. */
static void part_move(struct volumes *volumes, FILE *to, const char *path, bool needed)
{
	FILE *part = fopen(path, "rb");
	char piece[65536];
	size_t size;

	if (part == NULL) {
		volumes->failed = true;
		return;
	}
	while (needed && (size = fread(piece, 1, sizeof(piece), part)) > 0)
		file_write(volumes, to, (struct text){piece, size});
	(void)fclose(part);
	(void)unlink(path);
}

static void write_volume(struct volumes *volumes, const struct book *book, unsigned volume)
{
	const char *name = book_name(volumes, volume, "html");
	struct arena *arena = arena_new();
	struct book own = *book;
	struct book_frame frame;
	FILE *file = file_open(volumes, path_of(volumes, name));

	own.volume = volume;
	own.from = (uint64_t)(volume - 1) * LINES_LIMIT + 1;
	own.to = volume == volumes->count ? volumes->lines : own.from + LINES_LIMIT - 1;
	frame = book_frame(volumes->reader, arena, &own);
	file_write(volumes, file, frame.before);
	if (volume == 1)
		part_move(volumes, file, path_of(volumes, COMMENTS_NAME), book->comments > 0);
	file_write(volumes, file, frame.between);
	part_move(volumes, file, roll_path(volumes, volume), true);
	file_write(volumes, file, frame.behind);
	file_close(volumes, file);
	list_file(volumes, name);
	arena_free(arena);
}

/* Whether there is a browser. */
static bool print_volume(struct volumes *volumes, unsigned volume)
{
	const char *page = path_of(volumes, book_name(volumes, volume, "html"));
	const char *name = book_name(volumes, volume, "pdf");

	switch (browser_print(volumes->arena, page, path_of(volumes, name))) {
	case BROWSER_DONE:
		list_file(volumes, name);
		return true;
	case BROWSER_FAILED:
		errno = EIO;
		volumes->failed = true;
		return true;
	case BROWSER_MISSING:
		break;
	}
	return false;
}

static void write_sums(struct volumes *volumes)
{
	FILE *sums = file_open(volumes, path_of(volumes, SUMS_NAME));

	for (unsigned i = 0; i < volumes->file_count && !volumes->failed; i++) {
		const char *name = volumes->files[i];
		struct text sum;

		if (!digest_file(volumes->arena, path_of(volumes, name), &sum)) {
			volumes->failed = true;
			break;
		}
		if (i == 0)
			volumes->checksum = sum;
		file_write(volumes, sums, text_format(volumes->arena, "%s  %s\n", sum.bytes, name));
	}
	file_close(volumes, sums);
	list_file(volumes, SUMS_NAME);
}

must_check enum volumes_outcome volumes_end(struct volumes *volumes, const struct book *book,
					    bool pdf)
{
	bool browser = true;

	file_close(volumes, volumes->csv);
	file_close(volumes, volumes->comments);
	file_close(volumes, volumes->roll);
	list_file(volumes, CSV_NAME);
	for (unsigned volume = 1; volume <= volumes->count && !volumes->failed; volume++)
		write_volume(volumes, book, volume);
	for (unsigned volume = 1; volume <= volumes->count && !volumes->failed && pdf && browser;
	     volume++)
		browser = print_volume(volumes, volume);
	if (!volumes->failed)
		write_sums(volumes);
	if (volumes->failed)
		return VOLUMES_FAILED;
	return browser ? VOLUMES_DONE : VOLUMES_NO_BROWSER;
}

struct text volumes_checksum(const struct volumes *volumes)
{
	return volumes->checksum;
}

const char *const *volumes_files(const struct volumes *volumes)
{
	return volumes->files;
}
