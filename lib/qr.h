/* qr: a link as a QR code, in the path of an SVG. Only for the command. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_QR_H
#define UNDERSIGNED_QR_H

#include "text.h"

/* Black modules of 1 by 1 in a square, its quiet zone of 4 (ISO/IEC 18004, 5.3.8) included. */
struct qr {
	unsigned side;
	struct text path; /* for the d of a <path> */
};

enum qr_outcome {
	QR_DONE,
	QR_NO_LIBRARY, /* configured --without-drawing */
	QR_LONG        /* more than a QR code can hold */
};

/* A quarter of it may be dirty or torn: error correction level Q. */
must_check enum qr_outcome qr_draw(struct arena *arena, struct line link, struct qr *qr);

#endif
