/* csv: whatever a file holds is read to its end, and what is written comes back the same. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "csv.h"

#include "fuzz.h"

#include <string.h>

/* A cell of any text, between two others. */
static void comes_back(struct arena *arena, struct text text, enum csv_cells cells)
{
	struct csv csv = {.builder = {.arena = arena}, .cells = cells};
	struct csv_reader reader = {.lines = 0};
	struct csv_row row;
	struct text read;

	csv_text(&csv, text_literal("a"));
	csv_text(&csv, text);
	csv_plain(&csv, text_literal("1"));
	csv_end(&csv);
	reader.rest = builder_done(&csv.builder);
	fuzz_must(csv_read(&reader, arena, ',', &row) == CSV_ROW && row.count == 3,
		  "a row is a row again");
	read = cells == CSV_SAFE ? csv_bare(row.cells[1]) : row.cells[1];
	fuzz_must(text_equal(read, text), "a cell is as it was");
	if (cells == CSV_SAFE)
		fuzz_must(row.cells[1].size == 0 || strchr("=+-@", row.cells[1].bytes[0]) == NULL ||
				  row.cells[1].bytes[0] == '\0',
			  "no cell is a formula");
	fuzz_must(csv_read(&reader, arena, ',', &row) == CSV_END, "and nothing is behind it");
}

static void is_read(struct arena *arena, struct text content)
{
	struct csv_reader reader = {.rest = content};
	size_t left = content.size + 1;
	enum csv_outcome outcome;
	struct csv_row row;

	while ((outcome = csv_read(&reader, arena, ';', &row)) == CSV_ROW) {
		fuzz_must(reader.rest.size < left, "each row takes something");
		fuzz_must(row.count > 0 && row.count <= CSV_CELLS_LIMIT, "a row has cells");
		fuzz_must(reader.line <= reader.lines + 1, "and a line");
		left = reader.rest.size;
	}
	fuzz_must(outcome == CSV_OPEN || reader.rest.size == 0, "it ends with the file");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text content = fuzz_text(arena, data, size);

	is_read(arena, content);
	comes_back(arena, content, CSV_SAFE);
	comes_back(arena, content, CSV_RAW);
	arena_free(arena);
	return 0;
}
