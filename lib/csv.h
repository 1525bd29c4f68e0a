/* csv: rows of cells as RFC 4180 has them: written so that no spreadsheet computes, and read. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CSV_H
#define UNDERSIGNED_CSV_H

#include "text.h"

/* What tells a spreadsheet that the file is UTF-8. */
#define CSV_MARK "\xef\xbb\xbf"

/* How the cells of a file are written. */
enum csv_cells {
	CSV_SAFE, /* an apostrophe goes before what a spreadsheet would compute; see csv_is_formula */
	CSV_RAW   /* as they are, for programs */
};

/* Start with {.builder = {.arena = arena}, .cells = …}; builder_done gives what was written. */
struct csv {
	struct builder builder;
	enum csv_cells cells;
	bool goes_on; /* a cell of the row stands before */
};

/* The text of a cell, always in quotes: it stays a text then wherever quotes are heeded. */
void csv_text(struct csv *csv, struct text text);

/* A cell of our own: a number, a time, yes or no; empty for a null. */
void csv_plain(struct csv *csv, struct text word);

/* Ends the row, with CR LF. */
void csv_end(struct csv *csv);

/*
 * Whether a spreadsheet may take the text for a formula: it begins, behind apostrophes or none, with
 * "=", "+", "-" or "@", in full width as well, or with a tab or a line end. With apostrophes, so that
 * whoever takes the first one away has the text as it was.
 */
bool csv_is_formula(struct text text);

/* The text of a cell that was written so, as it was before. Shares its memory. */
struct text csv_bare(struct text cell);

/* Reads a file row by row. Start with {.rest = content}; a mark before it is passed over. */
struct csv_reader {
	struct text rest;
	unsigned line;  /* where the row that was read begins, from 1 */
	unsigned lines; /* ends of lines so far */
};

enum csv_outcome {
	CSV_ROW,
	CSV_END,
	CSV_OPEN /* a quote is never closed: the row takes up the rest, nothing is read */
};

#define CSV_CELLS_LIMIT 64

struct csv_row {
	struct text cells[CSV_CELLS_LIMIT]; /* with their quotes taken away; any bytes */
	size_t count;                       /* at most CSV_CELLS_LIMIT: those behind are left out */
};

/* The next row that has something in it. Rows may end in LF, CR LF or CR; the separator is a comma or
 * whatever else the spreadsheet took. */
must_check enum csv_outcome csv_read(struct csv_reader *reader, struct arena *arena, char separator,
				     struct csv_row *row);

#endif
