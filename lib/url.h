/* url: a link from a path and named values, percent-encoded (RFC 3986). */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_URL_H
#define UNDERSIGNED_URL_H

#include "text.h"

/* Adds the text, all but letters, digits and "-._~" percent-encoded. */
void url_encode(struct builder *builder, struct text text);

/* base (as it is), then "/" and each part encoded. The parts end with a NULL. */
struct line url_path(struct arena *arena, const char *base, ...) __attribute__((sentinel));

/* The link with ?name=value, or &name=value behind a first one; both encoded. */
struct line url_with(struct arena *arena, struct line url, const char *name, struct text value);

#endif
