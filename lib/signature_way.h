/* signature_way: the way to a signature for those whose link does not open it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SIGNATURE_WAY_H
#define UNDERSIGNED_SIGNATURE_WAY_H

#include "entry.h"
#include "http.h"
#include "page.h"

/* Who asks, and what to answer with. */
struct way {
	const struct site *site;
	struct db *db;
	const struct request *request;
};

/* Two forms: for the short code of a mail, and for the mail itself once more. */
struct reply way_show(const struct way *way);

/* The same below another heading and text, two words, as a 404. */
struct reply way_show_instead(const struct way *way, const char *title, const char *text);

/*
 * Takes one of the forms. The right code leads to the signature; a wrong one, an address that is
 * not there and too many tries are told alike. Whoever asks for a mail learns nothing but that.
 */
struct reply way_take(const struct way *way, struct entry *entry);

#endif
