/* dialogue: follows what we and the relay say, and knows what that means for the mail. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DIALOGUE_H
#define UNDERSIGNED_DIALOGUE_H

#include "text.h"

/* What became of a mail, or of the attempt. */
enum smtp_outcome {
	SMTP_SENT,      /* 2xx after the dot */
	SMTP_LATER,     /* 4xx, or a 5xx that is about us (sender, login), not about the address */
	SMTP_UNREACHED, /* no connection, greeting, TLS, login or reply: the next mail would fail,
			 * too */
	SMTP_UNKNOWN,   /* the connection ended between the dot and its answer */
	SMTP_REFUSED,   /* 5xx to the address, or to the message: final, and for whatever comes */
	SMTP_REJECTED   /* 5xx to this message for what is in it: final, but says nothing of the
			 * address */
};

/* The last that was said to the relay. */
enum dialogue_stage {
	DIALOGUE_GREETING, /* up to the end of EHLO, STARTTLS and AUTH */
	DIALOGUE_MAIL,
	DIALOGUE_RCPT,
	DIALOGUE_DATA,
	DIALOGUE_DOT /* or some of the message */
};

struct dialogue {
	enum dialogue_stage stage;
	unsigned code;   /* of the reply to that; 0: none came, or not to its end */
	char status[12]; /* its enhanced status code, RFC 3463: "5.1.1"; or "" */
	bool smtputf8;   /* the relay offers it, RFC 6531, on this connection */
	bool in_ehlo;    /* the reply lists what it offers */
	bool in_auth;    /* what we say is secret */
	bool over;       /* we have said QUIT: nothing that follows is about the mail */
};

/* Before each mail; what is known of the connection stays. */
void dialogue_begin(struct dialogue *dialogue);

/* What we have said: a command, or a line of a login. */
void dialogue_say(struct dialogue *dialogue, const char *bytes, size_t size);

/* One line that the relay has said, of any bytes. */
void dialogue_hear(struct dialogue *dialogue, const char *bytes, size_t size);

/* What it means that the dialogue ended here. */
enum smtp_outcome dialogue_outcome(const struct dialogue *dialogue);

#endif
