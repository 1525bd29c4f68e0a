/* organization: the participating organizations of a petition. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ORGANIZATION_H
#define UNDERSIGNED_ORGANIZATION_H

#include "db.h"

struct organization {
	int64_t id; /* 0 in an import */
	struct text name;
	struct text slug;
	const struct organization *next;
};

/* In the order of the petition's file; *first is NULL when there are none. */
must_check enum db_outcome organizations_find(struct db *db, struct arena *arena, int64_t petition,
					      const struct organization **first);

#endif
