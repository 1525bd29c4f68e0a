/* check: tests and rows of tables, each a line of TAP of its own, run by cmocka. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CHECK_H
#define UNDERSIGNED_CHECK_H

#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Each test begins with a new one, and it ends with the test. */
extern struct arena *arena;

/* Adds a test. The name stands in the TAP line. */
void check(const char *name, void (*run)(void));

/* Adds a test for each row. A row is a struct whose first member is its name (const char *). */
void check_table(const char *table, void (*run)(const void *row), const void *rows, size_t size,
		 size_t count);
#define check_rows(table, run, rows)                                                               \
	check_table(table, run, rows, sizeof((rows)[0]), sizeof(rows) / sizeof((rows)[0]))

/* Runs what was added; main returns it. */
int check_run(void);

/* A text in this program's words, bytes behind a NUL included. */
#define text_bytes(string) ((struct text){"" string, sizeof(string) - 1})

void check_text(struct text text, const char *expected);
void check_text_bytes(struct text text, struct text expected);

/* The sentence has this part. */
void check_part(struct text sentence, const char *part);

/* A file of this content and mode in a folder that ends with the test program. Its path. */
const char *check_file(const char *name, struct text content, unsigned mode);
const char *check_folder(void);

/* A path in the sources, e.g. "html/words". */
const char *check_source(const char *path);

#endif
