/* book: a delivery to print: the letter, its totals, the comments, the roll of names. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_BOOK_H
#define UNDERSIGNED_BOOK_H

#include "delivery.h"
#include "reader.h"
#include "totals.h"

enum book_paper { BOOK_A4, BOOK_LETTER };

/* What is known of a delivery once its roll has been read to the end. */
struct book {
	const struct petition *petition;
	const struct delivery *delivery;
	enum book_paper paper;
	uint64_t signatures;
	uint64_t withheld; /* of them, without a name */
	uint64_t comments;
	struct totals areas; /* names: book_area_key */
	unsigned volume;     /* from 1: the letter, totals and comments are in the first */
	uint64_t from, to;   /* lines of the roll in this volume, from 1 */
};

/* How a signature's area is counted: by the country, then its area. */
struct text book_area_key(struct arena *arena, const struct delivery_line *line);

/* Lines of the roll, and those of the comments among them; number: the first line's, from 1. The
 * comments' markup is empty when there are none. */
struct html book_roll(const struct reader *reader, struct arena *arena,
		      const struct delivery_line *lines, size_t count, uint64_t number);
struct html book_comments(const struct reader *reader, struct arena *arena,
			  const struct delivery_line *lines, size_t count);

/*
 * The volume around them: before the comments, between them and the roll, behind it. The two may be
 * larger than memory.
 */
struct book_frame {
	struct text before, between, behind;
};
struct book_frame book_frame(const struct reader *reader, struct arena *arena,
			     const struct book *book);

#endif
