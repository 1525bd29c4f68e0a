/* delivery: the roll of signatures that is handed to a petition's target, page by page. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DELIVERY_H
#define UNDERSIGNED_DELIVERY_H

#include "db.h"

struct delivery {
	int64_t petition;
	int64_t number;  /* 0: only to see what it would hold */
	uint64_t before; /* signatures that were delivered earlier */
	int64_t after;   /* the last one on the roll so far; 0: none */
};

enum delivery_outcome {
	DELIVERY_DONE,
	DELIVERY_CHANGED, /* another run has begun the same delivery anew */
	DELIVERY_AWAY,
	DELIVERY_REFUSED
};

/* Begins the next delivery, or anew the one that was not finished. */
must_check enum delivery_outcome delivery_begin(struct db *db, struct arena *arena,
						struct text slug, struct delivery *delivery);

/* One line of the roll. */
struct delivery_line {
	struct text name;     /* as the form promised it; empty: withheld */
	struct text country;  /* ISO 3166-1 alpha-2; empty: not known */
	struct text area;     /* of the postal code, e.g. its first digits; empty: not known */
	bool shows_area;      /* beside the name; else it is for totals only */
	struct text comment;  /* that was approved; empty: none */
	struct text language; /* of the comment: the one that was signed in */
};

/* The next page of the roll: *lines of *count; none: there are no more. What was delivered before is
 * not on it. */
must_check enum delivery_outcome delivery_page(struct db *db, struct arena *arena,
					       struct delivery *delivery,
					       const struct delivery_line **lines, size_t *count);

/* Once all is written: what is on this roll is not delivered again. checksum: of its CSV. */
must_check enum delivery_outcome delivery_end(struct db *db, struct arena *arena,
					      const struct delivery *delivery, uint64_t signatures,
					      struct text checksum);

#endif
