/* event: the code of a link that lifts the limit of a network where many sign from one. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_EVENT_H
#define UNDERSIGNED_EVENT_H

#include "secret.h"

#define EVENT_CODE_LENGTH 10

/* A new one, of letters and digits that nobody takes for others. */
struct text event_code_make(struct arena *arena);

/* The event= of a link; anything that is none of our codes is empty. */
struct text event_code(struct text typed);

#endif
