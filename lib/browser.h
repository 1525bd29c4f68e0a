/* browser: prints a page to PDF with the browser that is installed, if one is. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_BROWSER_H
#define UNDERSIGNED_BROWSER_H

#include "text.h"

enum browser_outcome {
	BROWSER_DONE,
	BROWSER_MISSING, /* no Chromium or Chrome is on the PATH */
	BROWSER_FAILED   /* it wrote no file; what it said is on standard error */
};

/* Waits until it is done, however long that takes. Both paths in an existing folder, in which it keeps
 * its profile meanwhile. */
must_check enum browser_outcome browser_print(struct arena *arena, const char *page,
					      const char *pdf);

#endif
