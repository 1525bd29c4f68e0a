/* export: the confirmed signatures of a petition, page by page, in as much memory as two pages take. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_EXPORT_H
#define UNDERSIGNED_EXPORT_H

#include "db.h"

/* Which signatures, and from where on. */
struct export_wanted {
	const char *petition; /* slug */
	const char *
		organization; /* slug or name: its share alone; NULL: what the organizers may use */
	const char *since;    /* moment_is_time, a day in the petition's time zone; NULL: all */
	int64_t after;        /* the id of the last one that is not wanted again; 0: none */
};

struct export;

enum export_outcome {
	EXPORT_OPENED,
	EXPORT_NO_PETITION,
	EXPORT_NO_ORGANIZATION,
	EXPORT_AWAY,
	EXPORT_REFUSED
};

/* The export ends with the arena. */
must_check enum export_outcome export_open(struct db *db, struct arena *arena,
					   const struct export_wanted *wanted,
					   struct export **opened);

/* What a column holds. Times are in UTC. What is kept is not written: an organization gets no more
 * than the consent covers, and the id is not of that. */
enum export_kind { EXPORT_KEPT, EXPORT_NUMBER, EXPORT_TIME, EXPORT_TEXT, EXPORT_BOOL };

struct export_column {
	const char *name;
	enum export_kind kind;
};

/* The columns of this export, as those of its rows. */
const struct export_column *export_columns(const struct export *export, size_t *count);

/*
 * The next page, which may be empty, and lives until the one after the next is taken; the next one
 * is asked for. *end: there are no more. Without DB_DONE no page was taken; the call may be made
 * again.
 */
must_check enum db_outcome export_next(struct export *export, struct rows *rows, bool *end);

/* The id up to which the pages taken so far go, and how much of all that is, in percent. */
int64_t export_at(const struct export *export);
unsigned export_percent(const struct export *export);

/* Before this time nothing was missed: what comes later is got with it as `since`. */
struct text export_seen_until(const struct export *export);

/* The organization's slug and name, empty where there is none. */
struct text export_organization_slug(const struct export *export);
struct text export_organization_name(const struct export *export);

#endif
