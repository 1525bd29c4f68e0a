/* reply: what goes back to the browser, and the headers that say so. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_REPLY_H
#define UNDERSIGNED_REPLY_H

#include "text.h"

/* What goes back. Zeros mean: no such header. */
struct reply {
	unsigned status;
	const char *type;            /* Content-Type */
	struct text body;            /* may outlive the request's arena; only read */
	struct line location;        /* of a 303 */
	struct line download;        /* the name of a file to be kept, not shown */
	unsigned max_age;            /* seconds; 0: no-store */
	unsigned stale_age;          /* for so many more a cache may show it while it asks again */
	unsigned retry_after;        /* seconds */
	const char *allow;           /* of a 405 */
	const char *style_digest;    /* base64 SHA-256 of the inlined style sheet */
	const char *script_digest;   /* the same of the script, which may ask this site for more */
	const char *frame_ancestors; /* whose pages may frame this one (CSP); NULL: nobody's */
	const char *language;        /* Content-Language */
	bool vary_language;          /* Accept-Language had a say in it */
};

/* The header lines of CGI (RFC 3875, section 6.3) with the empty line behind them: those of this
 * reply, and the security headers that every answer has. */
struct text reply_head(struct arena *arena, const struct reply *reply);

#endif
