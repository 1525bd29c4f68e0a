/* ask: the consents that the form asks for: its boxes, its words, and which were ticked. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ASK_H
#define UNDERSIGNED_ASK_H

#include "form.h"
#include "language.h"
#include "petition.h"
#include "value.h"

struct ask {
	const struct language *language;
	const struct petition *petition;
	unsigned unconfirmed_days; /* until what is not confirmed is erased */
	struct text source;        /* of the link: an organization of this slug comes first */
	const struct form *typed;  /* what was ticked; NULL: nothing, the form is new */
};

/* Adds the petition's organizations as boxes to the form's map, folded when they are many; the box
 * for news; and until when data are kept. */
void ask_values(struct value *map, const struct ask *ask);

/* The words that are asked in, as the page has them: for wording_find. */
struct text ask_wording(const struct language *language, struct arena *arena);

/* What was ticked, for a submission: ids of organizations of this petition, 0 for news, with commas
 * between; empty for none. */
struct text ask_ticked(const struct ask *ask, struct arena *arena);

#endif
