/* slug: the name of a petition in its address: small letters, digits and hyphens. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SLUG_H
#define UNDERSIGNED_SLUG_H

#include "text.h"

#define SLUG_LIMIT 80      /* bytes */
#define SLUG_MADE_LIMIT 60 /* of one that slug_make made */

/* Not "health": /petition/health is for monitors. */
bool slug_is_right(struct text slug);

/*
 * "ICE’s Machine" becomes "ices-machine": letters lose their accents, apostrophes vanish, anything
 * else is a hyphen between words. Ends with a whole word; empty when there is no Latin letter and
 * no digit.
 */
struct text slug_make(struct arena *arena, struct text title);

#endif
