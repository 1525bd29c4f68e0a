/* smtp: hands one message to the relay and says what became of it. The only user of libcurl. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SMTP_H
#define UNDERSIGNED_SMTP_H

#include "mail.h"

enum smtp_outcome {
	SMTP_SENT,      /* 2xx after the dot */
	SMTP_LATER,     /* 4xx, or a 5xx that is about us (login, sender), not about the address */
	SMTP_UNREACHED, /* no connection, greeting, TLS or login: the next mail would fail too */
	SMTP_UNKNOWN,   /* the connection ended between the dot and its answer */
	SMTP_REFUSED    /* 5xx to the address or to the message: final */
};

struct smtp_answer {
	enum smtp_outcome outcome;
	unsigned code;      /* the last reply's, RFC 5321 section 4.2; 0: none came */
	struct text status; /* its enhanced status code, RFC 3463: "5.1.1"; or "" */
};

/* Once per process, before the first thread. */
void smtp_start(void);

/* A connection to the relay for one thread, opened at the first mail and kept for the next ones. */
struct smtp;
struct smtp *smtp_new(struct arena *arena, const struct config *config);

/* Sends it and waits for the answer: at the most as long as a lease allows (two thirds of it). */
struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct mail *mail);

#endif
