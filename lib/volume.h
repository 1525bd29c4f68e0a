/* volume: the files of a delivery: the book in volumes, the roll as CSV, their checksums. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_VOLUME_H
#define UNDERSIGNED_VOLUME_H

#include "book.h"

/*
 * However long the roll, the memory is that of a page of it: it goes to files as it comes, and a
 * book that a browser could not open is cut into volumes: book.html, book-2.html ... Beside them
 * are roll.csv (number, name, country, area; RFC 4180) and SHA256SUMS, as sha256sum(1) reads it.
 */
struct volumes;

/* In an empty folder. Its outcome is told at the end. */
struct volumes *volumes_open(const struct reader *reader, struct arena *arena, const char *folder,
			     const struct delivery *delivery);

/* The next page of the roll. */
void volumes_add(struct volumes *volumes, const struct delivery_line *lines, size_t count);

enum volumes_outcome {
	VOLUMES_DONE,
	VOLUMES_NO_BROWSER, /* all but the PDF is there */
	VOLUMES_FAILED      /* a file could not be written: errno says why */
};

/* All files, now that the roll is at its end; with a PDF of each volume if pdf is true. */
must_check enum volumes_outcome volumes_end(struct volumes *volumes, const struct book *book,
					    bool pdf);

/* The checksum of roll.csv, and the names of all files, a NULL behind the last; after VOLUMES_DONE or
 * VOLUMES_NO_BROWSER. */
struct text volumes_checksum(const struct volumes *volumes);
const char *const *volumes_files(const struct volumes *volumes);

#endif
