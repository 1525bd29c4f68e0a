/* typo: the domain that was probably meant, in place of one that is a slip of the finger away. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_TYPO_H
#define UNDERSIGNED_TYPO_H

#include "address.h"

/*
 * The address with the common mail domain that its own is one wrong, missing, surplus or swapped
 * character away from; empty when there is none. For an offer, never for a correction: somebody has
 * the other domain.
 */
struct text typo_meant(struct arena *arena, const struct address *address);

#endif
