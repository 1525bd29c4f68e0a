/* catalog: the petitions as last read from the database; they survive it when it is away. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CATALOG_H
#define UNDERSIGNED_CATALOG_H

#include "petition.h"
#include "voice.h"

/*
 * Each petition is read again when it is older than max_age seconds; the others wait or go on with
 * what is there, so that the database sees one read a second however many people reload. While it
 * is away, the last edition stays in use.
 */
struct catalog;
struct catalog *catalog_new(struct arena *arena, struct db *db, unsigned max_age);

/*
 * A petition (or the list) as it was at one moment, const but for its pages: what is made of it,
 * such as a whole page, is kept with it, so that everybody gets the same bytes. It stays valid
 * until the arena that asked for it is reset.
 */
struct edition {
	struct petition petition;          /* of catalog_petition */
	const struct voice *voices;        /* of catalog_petition; ten seconds old at the most */
	const struct petition_entry *list; /* of catalog_list */
	int64_t time;                      /* seconds since 1970 when it was read */
	struct edition_private *private;
};

must_check enum petition_outcome catalog_petition(struct catalog *catalog, struct arena *arena,
						  struct text slug, const struct edition **edition);
must_check enum db_outcome catalog_list(struct catalog *catalog, struct arena *arena,
					const struct edition **edition);

/*
 * The page of that key, made by make(context, the edition's arena) when it is the first to ask. At
 * most 64 keys are kept for an edition; the page of a further one ends with the request's arena.
 */
struct text edition_page(const struct edition *edition, struct arena *arena, struct text key,
			 struct text (*make)(void *context, struct arena *arena), void *context);

#endif
