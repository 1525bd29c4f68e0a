/* bar: how far something long is, in one line of a terminal. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include <unistd.h>

#define CELLS 40

void bar_draw(struct bar *bar, unsigned percent)
{
	unsigned filled = percent * CELLS / 100;

	if ((bar->shown == percent + 1 && bar->behind == NULL) || isatty(STDERR_FILENO) != 1)
		return;
	bar->shown = percent + 1;
	fprintf(stderr, "\r%s [", bar->what);
	for (unsigned i = 0; i < CELLS; i++)
		fputc(i < filled ? '#' : '.', stderr);
	/* The rest of the line is what was longer before (ECMA-48, EL). */
	fprintf(stderr, "] %3u%%%s\033[K", percent, bar->behind == NULL ? "" : bar->behind);
	fflush(stderr);
}

void bar_end(struct bar *bar)
{
	if (bar->shown == 0)
		return;
	/* Back to the start of the line, and nothing left of it (ECMA-48, EL). */
	fputs("\r\033[K", stderr);
	bar->shown = 0;
}
