/* smtp: hands one message to the relay and says what became of it. The only user of libcurl. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SMTP_H
#define UNDERSIGNED_SMTP_H

#include "dialogue.h"
#include "mail.h"

struct smtp_answer {
	enum smtp_outcome outcome;
	unsigned code;      /* the last reply's, RFC 5321 section 4.2; 0: none came */
	struct text status; /* its enhanced status code, RFC 3463: "5.1.1"; or "" */
	struct text why; /* a sentence about a mail that is not sent, without its address; or "" */
};

/* Once per process, before the first thread. */
void smtp_start(void);

/* A connection to the relay for one thread, opened at the first mail and kept for the next ones. */
struct smtp;
struct smtp *smtp_new(struct arena *arena, const struct config *config);

/* From then on (clock_seconds) the mails that follow are somebody else's: what is not finished is broken off, were
 * it that the process was stopped in between. 0, as at the beginning: never. */
void smtp_until(struct smtp *smtp, double seconds);

/*
 * Sends it and waits for the answer: at the most as long as a lease allows (two thirds of it). A
 * kept connection that the relay has closed is dialled anew, and so is one that has carried
 * [mail] connection_mails.
 */
struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct mail *mail);

/* Dials, encrypts and logs in as for a mail, and sends none. False when that did not go well, with why
 * in the answer. The connection is kept. */
must_check bool smtp_greet(struct smtp *smtp, struct arena *arena, struct smtp_answer *answer);

/* Whether the relay offers SMTPUTF8 (RFC 6531) on the connection of the last mail. */
bool smtp_offers_utf8(const struct smtp *smtp);

/* Who speaks in a transcript. */
enum smtp_voice {
	SMTP_OURS,
	SMTP_THEIRS,
	SMTP_ASIDE /* of the connection and of TLS, in libcurl's words */
};

/* From now on hear gets each line, as it was said but without its end; instead of a password or a
 * token it gets "(secret)". The message itself is not part of it. */
void smtp_listen(struct smtp *smtp,
		 void (*hear)(void *context, enum smtp_voice voice, struct text line),
		 void *context);

#endif
