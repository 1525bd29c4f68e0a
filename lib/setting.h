/* setting: what the values of settings look like, and the sentence for one that does not. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SETTING_H
#define UNDERSIGNED_SETTING_H

#include "text.h"

enum setting_type {
	SETTING_TEXT,
	SETTING_PASSWORD,
	SETTING_CONNECTION, /* of libpq, which may hold a password */
	SETTING_NUMBER,
	SETTING_URL,
	SETTING_RELAY,
	SETTING_TLS,
	SETTING_AUTH,
	SETTING_SWITCH,
	SETTING_MAILBOX,
	SETTING_RETURN_PATH,
	SETTING_NETWORKS,
	SETTING_HEADER,
	SETTING_ORIGINS,
	SETTING_SINK,
	SETTING_LEVEL
};

/* A row of the table in config.c. */
struct setting {
	const char *section;
	const char *name;
	enum setting_type type;
	size_t place;         /* in struct config */
	const char *preset;   /* NULL: the admin has to say */
	unsigned least, most; /* of a number */
};

/* What the value should be, as the rest of a sentence ("must be …"); NULL when it is right. */
const char *setting_complaint(struct arena *arena, const struct setting *setting,
			      struct text value);

#endif
