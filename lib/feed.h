/* feed: Atom feeds of the petitions, and of what one of them has lived through. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_FEED_H
#define UNDERSIGNED_FEED_H

#include "milestone.h"
#include "page.h"

/*
 * Atom (RFC 4287) in the reader's language. An entry keeps its id, a tag URI (RFC 4151) made of the
 * site's host, the day on which the petition was made, and the slug.
 */

/* The newest petitions of the list, each once, in the reader's language where it has it. */
struct text feed_of_petitions(const struct reader *reader, struct arena *arena,
			      const struct petition_entry *list);

/* The petition's milestones, of which there is at least one: it was opened. */
struct text feed_of_milestones(const struct reader *reader, struct arena *arena,
			       const struct petition *petition, const struct milestone *milestones);

/* A 200 reply of a feed that nobody keeps. */
struct reply feed_reply(struct text feed);

#endif
