/* transcript: what each line of a conversation with a relay means, for the admin. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_TRANSCRIPT_H
#define UNDERSIGNED_TRANSCRIPT_H

#include "smtp.h"

/* Where the conversation is. Start with {0}. */
struct transcript {
	char command[12]; /* the last of ours: EHLO; "" before the first */
	bool in_message;
	const char *advice; /* what the admin can do about the last no; NULL: there was none */
};

/* A sentence about a line, in the order in which they were said; "" where it says all itself. NULL
 * for an aside that tells an admin nothing. */
const char *transcript_explain(struct transcript *transcript, enum smtp_voice voice,
			       struct text line);

/* What the admin can do about a mail, or a greeting, that this came of. */
const char *transcript_advice(const struct transcript *transcript,
			      const struct smtp_answer *answer);

#endif
