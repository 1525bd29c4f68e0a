/* postal: what postal codes look like in each country. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_POSTAL_H
#define UNDERSIGNED_POSTAL_H

#include "text.h"

#define POSTAL_LIMIT 20 /* characters */

enum postal_outcome {
	POSTAL_RIGHT,
	POSTAL_EMPTY, /* where post goes by postal codes */
	POSTAL_LONG,
	POSTAL_MALFORMED, /* something else than letters, digits, spaces, hyphens and dots */
	POSTAL_STRANGE    /* not as in that country: *example is how it looks there */
};

/*
 * Judges a postal code by its country (ISO 3166-1 alpha-2). Digits and letters of any script,
 * spaces and hyphens anywhere, and the country's letters in front ("D-80331") are as good; of a
 * country whose codes are not known here, any letters and digits are.
 */
must_check enum postal_outcome postal_judge(struct text typed, struct text country,
					    struct text *example);

#endif
