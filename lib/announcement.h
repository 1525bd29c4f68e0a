/* announcement: news to the signers of a petition who asked for them: begun, stopped, followed. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ANNOUNCEMENT_H
#define UNDERSIGNED_ANNOUNCEMENT_H

#include "db.h"

/* What is said, in one language. */
struct announcement_words {
	struct text language;
	struct text subject; /* one line */
	struct text body;    /* Markdown */
	const struct announcement_words *next;
};

/* The signers who want news and read one language. */
struct announcement_readers {
	struct text language; /* empty: not known */
	uint64_t count;
	const struct announcement_readers *next;
};

/* Those of a petition, most first; *first is NULL when there are none, or no such petition. */
must_check enum db_outcome announcement_count(struct db *db, struct arena *arena, const char *slug,
					      const struct announcement_readers **first);

/* What became of a deed; each may be done twice, and is done once. */
enum announcement_outcome {
	ANNOUNCEMENT_DONE,
	ANNOUNCEMENT_UNCHANGED, /* begun before with the same words; or in that state before */
	ANNOUNCEMENT_ENDED,     /* it was done or cancelled before */
	ANNOUNCEMENT_NOBODY,    /* not begun: there is nobody who wants news */
	ANNOUNCEMENT_UNKNOWN    /* no such petition, or announcement */
};

/*
 * Couriers send it from now on, to each reader in the language that fits best, else in the first.
 * code stands for the words. *id: the announcement's number among the petition's.
 */
must_check enum db_outcome announcement_begin(struct db *db, struct arena *arena, const char *slug,
					      struct text code,
					      const struct announcement_words *words,
					      enum announcement_outcome *outcome, int64_t *id);

/* state: paused, running or cancelled. */
must_check enum db_outcome announcement_set(struct db *db, struct arena *arena, const char *slug,
					    int64_t id, const char *state,
					    enum announcement_outcome *outcome);

/* One of a petition's, and what became of its mails. */
struct announcement {
	int64_t id;
	struct text state;    /* running, paused, cancelled, done */
	struct text begun_at; /* YYYY-MM-DD HH:MM in UTC */
	struct text ended_at; /* empty: not yet */
	uint64_t expected, owed, sent, dropped, dead;
	struct text subject; /* in its first language */
	const struct announcement *next;
};

/* In the order in which they were begun; id 0: all. *first is NULL when there are none. */
must_check enum db_outcome announcement_list(struct db *db, struct arena *arena, const char *slug,
					     int64_t id, const struct announcement **first);

/* How far it is; costs little. An unknown one is done, with nothing in it. */
struct announcement_progress {
	bool running;
	uint64_t settled, expected;
};
must_check enum db_outcome announcement_progress(struct db *db, struct arena *arena,
						 const char *slug, int64_t id,
						 struct announcement_progress *progress);

#endif
