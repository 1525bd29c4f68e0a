/* paper: signatures that were collected on paper: the lines of a file, taken once. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PAPER_H
#define UNDERSIGNED_PAPER_H

#include "address.h"
#include "db.h"
#include "secret.h"

/* A line of the file. */
struct paper_line {
	unsigned number;          /* where it begins in the file, from 1 */
	const struct text *cells; /* as they stand there */
	size_t count;
	struct text given_name, family_name, postal_code, country;
	struct text signed_on;  /* YYYY-MM-DD; empty: not said */
	struct address address; /* canonical is empty: none was given */
	bool show_name;
	const char *refused; /* why it cannot be taken; NULL: it can */
	struct paper_line *next;
};

struct paper {
	struct text digest;       /* of the file's bytes */
	const struct text *names; /* of the columns, as the file has them */
	size_t columns;
	struct paper_line *lines;
	size_t count;
};

/* How a file is taken. */
struct paper_way {
	const char *petition; /* slug */
	const char *name;     /* of the file */
	bool namesakes;       /* the same name and place again is another person */
	bool keep;            /* false: it is only judged */
};

enum paper_outcome {
	PAPER_TAKEN,
	PAPER_AGAIN, /* the same file was taken before */
	PAPER_AWAY,
	PAPER_REFUSED
};

/* Takes the lines that are not refused, all or none of them; of those that repeat a signature,
 * refused says so then. *sheet: the number of the file. */
must_check enum paper_outcome paper_add(struct db *db, struct arena *arena,
					const struct secret *secret, const struct paper_way *way,
					struct paper *paper, int64_t *sheet);

#endif
