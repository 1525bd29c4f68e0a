/* signature_consents: the boxes of a signer's own page for who may write: shown, and taken. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SIGNATURE_CONSENTS_H
#define UNDERSIGNED_SIGNATURE_CONSENTS_H

#include "consent.h"
#include "entry.h"
#include "page.h"

/* Adds a box for each consent, ticked where it holds. */
void consents_show(struct value *values, const struct reader *reader,
		   const struct consent *consents);

/* What the boxes were sent with. */
struct consents_taken {
	struct db *db;
	struct wordings *wordings;
	const struct token *token;
	const struct entry *entry;
};

/* Gives and takes back each consent that is not as its box says. False when the database is away. */
must_check bool consents_take(const struct consents_taken *taken, const struct consent *consents);

#endif
