/* rows: what a call of the database gave back, as texts, numbers and truths. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ROWS_H
#define UNDERSIGNED_ROWS_H

#include "text.h"

#include <stdint.h>

/* Rows of texts, in the arena that the call was given. */
struct rows {
	void *result;
	size_t count;
};

/* How many bytes the rows take. */
size_t rows_memory(const struct rows *rows);

/* The field of a row (from 0) and column (from 0); empty for null. Shares the rows' memory. */
struct text rows_text(const struct rows *rows, size_t row, int column);
bool rows_null(const struct rows *rows, size_t row, int column);
bool rows_bool(const struct rows *rows, size_t row, int column);
int64_t rows_number(const struct rows *rows, size_t row, int column);

/* The bytes of a bytea, in the arena; they may hold anything. */
struct text rows_bytes(const struct rows *rows, struct arena *arena, size_t row, int column);

#endif
