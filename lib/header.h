/* header: the words of a mail header: encoded (RFC 2047) and folded (RFC 5322, 2.2.3). */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_HEADER_H
#define UNDERSIGNED_HEADER_H

#include "text.h"

/* Printable ASCII stays; anything else becomes encoded words of at most 75 characters, split
 * between characters, never inside one. Newlines become spaces. */
struct line header_encode(struct arena *arena, struct text words);

/* "Name: value" with CR LF and a space at the last space before each 77th column. */
struct text header_fold(struct arena *arena, const char *name, struct line value);

/* A name for a From header: an encoded word, or a quoted string. */
struct line header_phrase(struct arena *arena, struct text name);

/* The time in seconds since 1970 as a Date header wants it (RFC 5322, 3.3), in UTC. */
struct line header_date(struct arena *arena, long long time);

#endif
