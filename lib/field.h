/* field: "Name: value" lines, as mail headers and delivery reports have them (RFC 5322, 2.2). */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_FIELD_H
#define UNDERSIGNED_FIELD_H

#include "text.h"

struct field {
	struct text name;
	struct text value; /* in one line, printable ASCII: a question mark for every other byte */
};

/*
 * Takes the next field off the rest, which may hold any bytes and end its lines with or without CR.
 * False when the group ends, at an empty line or with the rest: that line is taken off, too, so
 * what is left is the next group. A line that is no field is left out.
 */
must_check bool field_next(struct arena *arena, struct text *rest, struct field *field);

/* Whether it has this name; capitals do not matter. */
bool field_is(const struct field *field, const char *name);

/* Whether a value begins with this word, and the word ends there; capitals do not matter. */
bool field_says(const struct field *field, const char *word);

#endif
