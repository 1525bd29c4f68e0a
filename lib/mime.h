/* mime: a message taken apart: its headers and its parts, decoded. The only user of GMime. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_MIME_H
#define UNDERSIGNED_MIME_H

#include "text.h"

struct mime_part {
	struct text type;    /* as "message/delivery-status", in small letters */
	struct text content; /* any bytes, a NUL behind them */
};

/* More of them, or deeper ones, are not looked at: no report has so many. */
#define MIME_PARTS_LIMIT 32
#define MIME_DEPTH_LIMIT 8

/*
 * The message's headers, as a part of the type "headers", then its parts in order, those within
 * parts as well. Of a message inside it there are only the headers, under the type of the part.
 * *parts: an array of *count. False where undersigned was built without GMime.
 */
must_check bool mime_read(struct arena *arena, struct text message, const struct mime_part **parts,
			  size_t *count);

#endif
