/* draw: the share image of a petition that has none, drawn of its words. Only for the command. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DRAW_H
#define UNDERSIGNED_DRAW_H

#include "text.h"

#define DRAW_WIDTH 1200 /* pixels: what sites show whole */
#define DRAW_HEIGHT 630

struct drawing {
	struct text addressed; /* "To: Jeff Bezos" */
	struct text title;
	struct text site;
	struct text language;  /* of the words: it decides how some characters are written */
	const char *direction; /* "ltr", "rtl"; NULL: as the title begins */
};

enum draw_outcome {
	DRAW_DONE,
	DRAW_NO_LIBRARY, /* configured --without-drawing */
	DRAW_NO_FONT,    /* there is no font on this machine */
	DRAW_NO_LETTERS, /* no font has all the letters of these words */
	DRAW_FAILED
};

/* A PNG: the same bytes each time on the same machine. */
must_check enum draw_outcome draw_image(struct arena *arena, const struct drawing *drawing,
					struct text *png);

#endif
