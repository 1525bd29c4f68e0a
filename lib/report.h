/* report: what a mail that came back says became of one of ours. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_REPORT_H
#define UNDERSIGNED_REPORT_H

#include "text.h"

/* In the order of what they weigh. */
enum report_kind {
	REPORT_NONE,    /* nothing to learn: an answer of a person or a machine, a list's, a loop */
	REPORT_DELAYED, /* not yet: whoever has it goes on trying */
	REPORT_FAILED,  /* given up for a reason that passes (4.x.x), or that nobody says */
	REPORT_REFUSED, /* given up for good (5.x.x) */
	REPORT_COMPLAINED, /* who got it calls it spam */
};

struct report {
	enum report_kind kind;
	struct text status; /* RFC 3463, as "5.1.1"; or empty */
	struct text words;  /* all that may quote our mail's name; any bytes */
};

/*
 * Understands delivery status notifications (RFC 3464) and complaints (RFC 5965). Of several
 * addresses behind ours the one that fared best decides. What a mail server wrote before there was
 * a form for it counts as failed. All else is none, so that nothing is learnt of out-of-office
 * notes (RFC 3834), receipts, or mail of ours that came back by itself. False where undersigned
 * was built without GMime.
 */
must_check bool report_read(struct arena *arena, struct text message, struct report *report);

#endif
