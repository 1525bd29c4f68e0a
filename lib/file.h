/* file: a whole file or a folder's names, read at once. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_FILE_H
#define UNDERSIGNED_FILE_H

#include "text.h"

/* The bytes as they are, NUL-terminated. False with a sentence when it cannot be read or has more
 * than most bytes. "-" is standard input. */
must_check bool file_read(struct arena *arena, const char *path, size_t most, struct text *content,
			  struct text *complaint);

/* The names in a folder that end in ending, in the order of their bytes, a NULL behind the last.
 * False with a sentence when the folder cannot be read. */
must_check bool file_names(struct arena *arena, const char *folder, const char *ending,
			   const char *const **names, struct text *complaint);

/* Whether a name ends so, and has something before it. */
bool file_ends(const char *name, const char *ending);

#endif
