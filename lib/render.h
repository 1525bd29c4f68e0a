/* render: a template and its values to a page or a mail, escaped by default. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_RENDER_H
#define UNDERSIGNED_RENDER_H

#include "template.h"
#include "value.h"

/*
 * The page of that name, e.g. "petition.html", filled with the map. Texts are escaped, markup goes
 * in as it is, other values write nothing. The partial {{>part}} is "part.html". A name that is not
 * there, and what nests deeper than 32, writes nothing.
 */
struct html render_html(const struct templates *templates, struct arena *arena, const char *name,
			const struct value *map);

/* The plain text of that name, e.g. "mail/confirmation.txt": nothing is escaped, markup is left
 * out, the partial {{>part}} is "part.txt". */
struct text render_text(const struct templates *templates, struct arena *arena, const char *name,
			const struct value *map);

#endif
