/* wrap: plain text in lines that are no longer than so many columns. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_WRAP_H
#define UNDERSIGNED_WRAP_H

#include "text.h"

/*
 * Each line that is too long is broken where its script allows it (UAX #14): at spaces, and in
 * Chinese between characters. What goes on in the next line is indented as the line was. A link, or
 * whatever else has no such place, stays whole.
 */
struct text wrap_text(struct arena *arena, struct text text, unsigned columns);

#endif
