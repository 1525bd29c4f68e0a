/* voice: signers of a petition who let their name, perhaps their comment, be shown. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_VOICE_H
#define UNDERSIGNED_VOICE_H

#include "db.h"

struct voice {
	struct text given_name;
	struct text country; /* ISO 3166-1 alpha-2; empty: not known */
	struct text comment; /* that an organizer approved; empty: none */
	const struct voice *next;
};

/* Some of the latest ones, those with a comment first; *first is NULL when there are none. */
must_check enum db_outcome voices_find(struct db *db, struct arena *arena, int64_t petition,
				       const struct voice **first);

/* The same in another arena. */
const struct voice *voices_copy(struct arena *arena, const struct voice *first);

#endif
