/* qr: see qr.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "qr.h"

#ifdef HAVE_DRAWING
#include <qrencode.h>

#define QUIET_ZONE 4

static void code_release(void *code)
{
	QRcode_free(code);
}

/* The least bit of a module is its colour. */
static void add_row(struct builder *path, const QRcode *code, int y)
{
	const unsigned char *row = code->data + y * code->width;

	for (int x = 0, end; x < code->width; x = end) {
		for (end = x + 1; end < code->width && (row[end] & 1) == (row[x] & 1); end++)
			;
		if ((row[x] & 1) != 0)
			builder_format(path, "M%d %dh%dv1h-%dz", x + QUIET_ZONE, y + QUIET_ZONE,
				       end - x, end - x);
	}
}

must_check enum qr_outcome qr_draw(struct arena *arena, struct line link, struct qr *qr)
{
	struct builder path = {.arena = arena};
	QRcode *code = QRcode_encodeString8bit(link.bytes, 0, QR_ECLEVEL_Q);

	if (code == NULL)
		return QR_LONG;
	arena_defer(arena, code_release, code);
	for (int y = 0; y < code->width; y++)
		add_row(&path, code, y);
	qr->side = (unsigned)code->width + 2 * QUIET_ZONE;
	qr->path = builder_done(&path);
	return QR_DONE;
}
#else
must_check enum qr_outcome qr_draw(struct arena *arena, struct line link, struct qr *qr)
{
	(void)arena;
	(void)link;
	(void)qr;
	return QR_NO_LIBRARY;
}
#endif
