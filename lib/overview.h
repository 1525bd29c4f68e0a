/* overview: the page that draws how a petition fares, in one file that needs nothing else. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_OVERVIEW_H
#define UNDERSIGNED_OVERVIEW_H

#include "milestone.h"
#include "reader.h"
#include "stats.h"

/* What is drawn. */
struct overview {
	const struct petition *petition;
	const struct stats *stats;          /* with at least one day */
	const struct milestone *milestones; /* the latest first */
};

/* In the reader's language: counts and shares only, nobody's name. */
struct html overview_page(const struct reader *reader, struct arena *arena,
			  const struct overview *overview);

#endif
