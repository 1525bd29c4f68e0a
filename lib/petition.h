/* petition: a text, its target, its letter; with revisions, a count and perhaps a goal. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_PETITION_H
#define UNDERSIGNED_PETITION_H

#include "image.h"
#include "organization.h"

/* The current words in one language. */
struct revision {
	unsigned number;
	struct text language;
	struct text title;
	struct text target;
	struct text body;        /* Markdown */
	struct text letter;      /* plain paragraphs */
	struct text signer_line; /* what stands after "From:" until it is signed; may be empty */
	struct text roll; /* what the form promises of it: first, initial, full; see deliver */
	const struct revision *next;
};

enum petition_state {
	PETITION_OPEN,
	PETITION_PAUSED, /* takes no signatures for now */
	PETITION_CLOSED,
	PETITION_RETIRED /* is not shown any more */
};

/* "open", "paused", "closed" or "retired". */
const char *petition_state_word(enum petition_state state);

struct petition {
	int64_t id;
	struct text slug;
	enum petition_state state;
	bool confirmation;                /* a signature counts when it is confirmed, not at once */
	uint64_t goal;                    /* 0: none; that of now, if it rises */
	struct text closes_on;            /* YYYY-MM-DD, the last day in UTC; empty: open end */
	struct text erase_on;             /* YYYY-MM-DD, by which what signers typed is erased */
	uint64_t confirmed;               /* signatures that count */
	uint64_t paper;                   /* and those on paper, beside them */
	const struct revision *revisions; /* never NULL; the petition's first language first */
	const struct organization *organizations;
	const struct image *images;
};

enum petition_outcome { PETITION_FOUND, PETITION_UNKNOWN, PETITION_AWAY };

must_check enum petition_outcome petition_find(struct db *db, struct arena *arena, struct text slug,
					       struct petition *petition);

/* The revision in that language, else the first. */
const struct revision *petition_revision(const struct petition *petition, const char *language);

/* The image that goes with the revision, else with the first one; NULL when there is none. */
const struct image *petition_image(const struct petition *petition,
				   const struct revision *revision);

/* One language of a petition, as a list shows it. */
struct petition_entry {
	struct text slug;
	struct text language;
	struct text title;
	struct text target;
	enum petition_state state;
	uint64_t confirmed;
	uint64_t goal;
	struct text created_at; /* the petition; RFC 3339, in UTC */
	struct text revised_at; /* these words */
	const struct petition_entry *next;
};

/* Those that are open or closed; whole: all of them. The newest petition first; *first is NULL when
 * there are none. */
must_check enum db_outcome petition_list(struct db *db, struct arena *arena, bool whole,
					 const struct petition_entry **first);

/* What an import gives: NULL texts (bytes NULL) keep what was there. */
struct petition_import {
	struct text slug;
	struct text language;
	struct text goal; /* a number, " rising" behind it when it raises itself */
	struct text closes_on;
	struct text confirmation; /* required or none */
	struct text title;
	struct text target;
	struct text body;
	struct text letter;
	struct text signer_line;
	struct text image; /* where it lies, or "drawn"; not stored with the words: image_set */
	struct text image_alt;
	const struct organization *organizations;
	struct text erase_on;
	struct text roll;      /* first, initial or full */
	struct text time_zone; /* as in Europe/Berlin */
};

/* *deed: created, revised or unchanged; *revision: its number. */
must_check enum db_outcome petition_import(struct db *db, struct arena *arena,
					   const struct petition_import *import, struct text *deed,
					   uint64_t *revision);

#endif
