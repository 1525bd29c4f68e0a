/* db_value: the values that SQL functions are called with, in PostgreSQL's text form. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DB_VALUE_H
#define UNDERSIGNED_DB_VALUE_H

#include "text.h"

#include <stdint.h>

/* A PostgreSQL array in text form, item by item; then db_array_done gives the value. */
struct db_array {
	struct builder builder;
};
void db_array_text(struct db_array *array, struct text item);
void db_array_null(struct db_array *array);
void db_array_number(struct db_array *array, int64_t item);
void db_array_bytes(struct db_array *array, const uint8_t *bytes, size_t size);
const char *db_array_done(struct db_array *array);

/* A number, a yes or no, bytes, as a value. */
const char *db_number(struct arena *arena, int64_t number);
const char *db_bool(bool yes);
const char *db_bytes(struct arena *arena, struct text bytes);

#endif
