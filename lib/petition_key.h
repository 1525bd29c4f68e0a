/* petition_key: the keys above the title of a petition file, and what may stand behind each. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PETITION_KEY_H
#define UNDERSIGNED_PETITION_KEY_H

#include "petition.h"

/* As a complaint names them. */
#define PETITION_KEYS                                                                              \
	"Slug, Language, Goal, Closes, Erases, Confirmation, Roll, Time-Zone, Image and Image-Alt"

struct petition_key {
	const char *key; /* "Slug:" */
	size_t place;    /* of its text in a petition_import */
	bool (*is_right)(struct text value);
	const char *wrong; /* what to say when it is not */
};

/* The key that the line begins with, in any case; NULL when it begins with none. */
const struct petition_key *petition_key_at(const char *line);

#endif
