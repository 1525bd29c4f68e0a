/* paper_file: a CSV file of signatures on paper, each line judged by itself. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PAPER_FILE_H
#define UNDERSIGNED_PAPER_FILE_H

#include "csv.h"
#include "language.h"
#include "paper.h"

#define PAPER_FILE_LIMIT ((size_t)33554432) /* bytes */

/* The names of the columns, as a complaint says them. */
#define PAPER_COLUMNS "given_name, family_name, email, postal_code, country, signed_on, show_name"

/* What the lines are judged by. */
struct paper_judge {
	const struct language *language; /* knows the countries */
	const char *country;             /* of lines that say none; NULL: they have to */
	const char *today;               /* YYYY-MM-DD: nothing is signed later */
};

/*
 * Reads the content of a file and judges each line by itself. Its first line names the columns, in
 * any order and case; given_name (or name, for the whole of it) has to be there. False with a
 * sentence when nothing of it can be understood.
 */
must_check bool paper_file_read(struct arena *arena, struct text content,
				const struct paper_judge *judge, struct paper *paper,
				struct text *complaint);

#endif
