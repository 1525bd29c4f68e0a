/* inifile: a file of [sections] with name = value lines, read through inih with line numbers. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_INIFILE_H
#define UNDERSIGNED_INIFILE_H

#include "text.h"

#define INIFILE_LINE_LIMIT 198 /* bytes: inih's own limit; longer values go on indented lines */

struct inifile_entry {
	const char *section;
	const char *name;
	struct text value; /* lines of a continued value are joined by a space,
			    * but for Chinese and Japanese */
	unsigned line;
};

/* Takes one entry; false with a complaint stops the reading. */
typedef bool inifile_take(void *context, const struct inifile_entry *entry, struct text *complaint);

/*
 * Reads all entries of the file in order. False with a sentence "FILE:LINE: …" when it cannot be
 * opened, is not UTF-8, has a line that is no entry or too long, or when take refused one.
 */
must_check bool inifile_read(struct arena *arena, const char *path, inifile_take *take,
			     void *context, struct text *complaint);

/* An entry as inifile_read takes it, with its newline: a value that is too long for a line goes on in
 * others. The value is one that was read, or words of our own. */
struct text inifile_entry_write(struct arena *arena, const char *name, struct text value);

#endif
