/* check: see check.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "check.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TESTS_LIMIT 1000

struct job {
	void (*run)(void);
	void (*run_row)(const void *row);
	const void *row;
};

struct arena *arena;

static struct CMUnitTest tests[TESTS_LIMIT];
static struct job jobs[TESTS_LIMIT];
static size_t tests_count;
static struct arena *names;
static char folder[200];

static int job_begin(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int job_end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void job_do(void **state)
{
	const struct job *job = *state;

	if (job->run != NULL)
		job->run();
	else
		job->run_row(job->row);
}

static void job_add(const char *name, struct job job)
{
	if (tests_count == TESTS_LIMIT)
		abort();
	jobs[tests_count] = job;
	tests[tests_count] =
		(struct CMUnitTest){name, job_do, job_begin, job_end, &jobs[tests_count]};
	tests_count++;
}

void check(const char *name, void (*run)(void))
{
	job_add(name, (struct job){.run = run});
}

/* TAP has a line for each test. */
static const char *one_line(const char *name)
{
	struct builder builder = {.arena = names};

	for (; *name != '\0'; name++) {
		if ((unsigned char)*name < 0x20)
			builder_format(&builder, "\\x%02x", (unsigned char)*name);
		else
			builder_add(&builder, name, 1);
	}
	return builder_done(&builder).bytes;
}

void check_table(const char *table, void (*run)(const void *row), const void *rows, size_t size,
		 size_t count)
{
	if (names == NULL)
		names = arena_new();
	for (size_t i = 0; i < count; i++) {
		const char *row = (const char *)rows + i * size;
		const char *name = *(const char *const *)(const void *)row;

		job_add(text_format(names, "%s: %s", table, one_line(name)).bytes,
			(struct job){.run_row = run, .row = row});
	}
}

static int entry_remove(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

int check_run(void)
{
	int failed;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	failed = _cmocka_run_group_tests("lib", tests, tests_count, NULL, NULL);
	if (folder[0] != '\0')
		nftw(folder, entry_remove, 8, FTW_DEPTH | FTW_PHYS);
	if (names != NULL)
		arena_free(names);
	return failed == 0 ? 0 : 1;
}

void check_text_bytes(struct text text, struct text expected)
{
	if (text.bytes == NULL)
		fail_msg("the text is not there");
	if (!text_equal(text, expected))
		fail_msg("\"%.*s\" is not \"%.*s\"", (int)text.size, text.bytes, (int)expected.size,
			 expected.bytes);
}

void check_text(struct text text, const char *expected)
{
	check_text_bytes(text, text_of(expected));
}

void check_part(struct text sentence, const char *part)
{
	if (sentence.bytes == NULL || strstr(sentence.bytes, part) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", sentence.bytes == NULL ? "" : sentence.bytes,
			 part);
}

const char *check_folder(void)
{
	const char *parent = getenv("TMPDIR");

	if (folder[0] != '\0')
		return folder;
	snprintf(folder, sizeof(folder), "%s/undersigned-XXXXXX", parent == NULL ? "/tmp" : parent);
	assert_non_null(mkdtemp(folder));
	return folder;
}

const char *check_file(const char *name, struct text content, unsigned mode)
{
	const char *path = text_format(arena, "%s/%s", check_folder(), name).bytes;
	FILE *file;

	unlink(path);
	file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(content.bytes, 1, content.size, file), content.size);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

const char *check_source(const char *path)
{
	const char *sources = getenv("srcdir");

	return text_format(arena, "%s/%s", sources == NULL ? "." : sources, path).bytes;
}
