/* share: how a petition is passed on: links for people, a description for machines. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SHARE_H
#define UNDERSIGNED_SHARE_H

#include "reader.h"

/*
 * Adds what share.html shows: plain links that open a new message to friends. Whoever they lead to
 * learns nothing before one is followed. Each carries a source= of its own (share-mail, …).
 */
void share_links(struct value *values, const struct reader *reader,
		 const struct petition *petition);

/* Adds to the petition's map what the head of its page says of it: a description in words, and the
 * same for search engines as JSON-LD (schema.org). */
void share_data(struct value *map, const struct reader *reader, const struct petition *petition);

#endif
