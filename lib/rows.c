/* rows: see rows.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "rows.h"

#include <libpq-fe.h>
#include <stdlib.h>

size_t rows_memory(const struct rows *rows)
{
	return PQresultMemorySize(rows->result);
}

struct text rows_text(const struct rows *rows, size_t row, int column)
{
	return (struct text){PQgetvalue(rows->result, (int)row, column),
			     (size_t)PQgetlength(rows->result, (int)row, column)};
}

bool rows_null(const struct rows *rows, size_t row, int column)
{
	return PQgetisnull(rows->result, (int)row, column) != 0;
}

bool rows_bool(const struct rows *rows, size_t row, int column)
{
	return PQgetvalue(rows->result, (int)row, column)[0] == 't';
}

int64_t rows_number(const struct rows *rows, size_t row, int column)
{
	return strtoll(PQgetvalue(rows->result, (int)row, column), NULL, 10);
}

struct text rows_bytes(const struct rows *rows, struct arena *arena, size_t row, int column)
{
	size_t size = 0;
	unsigned char *bytes =
		PQunescapeBytea((unsigned char *)PQgetvalue(rows->result, (int)row, column), &size);

	if (bytes == NULL)
		return text_literal("");
	arena_defer(arena, PQfreemem, bytes);
	return (struct text){(char *)bytes, size};
}
