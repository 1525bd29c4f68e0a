/* signature: a signer's name under a petition: added, confirmed, shown. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SIGNATURE_H
#define UNDERSIGNED_SIGNATURE_H

#include "address.h"
#include "db.h"
#include "lane.h"
#include "limit.h"
#include "secret.h"

/* The most that a field takes, in characters. */
#define SIGNATURE_NAME_LIMIT 100
#define SIGNATURE_COMMENT_LIMIT 2000

/* What a signer sends, checked. */
struct submission {
	int64_t petition;
	unsigned revision; /* the words that were on the page */
	struct address address;
	struct text given_name;
	struct text family_name;
	struct text postal_code;
	struct text country; /* ISO 3166-1 alpha-2 */
	struct text comment; /* empty: none */
	bool show_name;
	struct text language;
	struct text source;   /* empty: none */
	struct text consents; /* ids of organizations, 0 for news, with commas; empty: none */
	int64_t wording;      /* what they were asked in (wording_find) */
	const char *held_for; /* why it has to wait for the organizers; NULL: it does not */
	struct limit_keys limit;
	struct text event; /* its code; empty: none */
};

/* The source= of a link: letters, digits, "-", "_" and ".", at most 60. Anything else is empty. */
struct text signature_source(struct text typed);

/* Everything that becomes of a submission; a page says the same to the first four. */
enum signature_add_outcome {
	SIGNATURE_ADDED,      /* stored, and its mail is owed: both are committed */
	SIGNATURE_HELD,       /* stored, and waits for the organizers */
	SIGNATURE_REPEATED,   /* the address was there before */
	SIGNATURE_SUPPRESSED, /* its owner asked us never to write: nothing is stored */
	SIGNATURE_PAUSED,     /* the petition takes none for now */
	SIGNATURE_CLOSED,     /* the petition takes no more */
	SIGNATURE_AWAY, /* the database is away: nothing is stored, or the same can be sent again */
	SIGNATURE_REFUSED /* the database took it for wrong; the log says why */
};

/* The lanes that a process's threads share (see lane.h); they end with the arena. */
struct signature_lanes;
struct signature_lanes *signature_lanes_new(struct arena *arena, struct db *db,
					    const struct secret *secret,
					    const struct config *config);

/*
 * A submission on its way. settled is called once, by whichever thread was the one to store it, and
 * perhaps before signature_add returns: it must wait for nothing. All of it, and the texts, have to
 * live until then.
 */
struct addition {
	struct submission submission;
	void (*settled)(struct addition *addition, enum signature_add_outcome outcome);
	void *context;                      /* the caller's, for settled */
	enum signature_add_outcome outcome; /* from here on not the caller's */
	struct lane_place place;
};
void signature_add(struct signature_lanes *lanes, struct addition *addition);

enum signature_confirm_outcome {
	SIGNATURE_CONFIRMED,
	SIGNATURE_ALREADY, /* confirmed before: the same as now */
	SIGNATURE_CONFIRM_HELD,
	SIGNATURE_GONE, /* withdrawn or removed */
	SIGNATURE_CONFIRM_UNKNOWN,
	SIGNATURE_CONFIRM_AWAY,
};
must_check enum signature_confirm_outcome signature_confirm(struct signature_lanes *lanes,
							    const struct token *token);

enum signature_state { STATE_PENDING, STATE_CONFIRMED, STATE_HELD, STATE_WITHDRAWN, STATE_REMOVED };

/* What the signer's own page shows; of what is erased the texts are empty. */
struct signature {
	enum signature_state state;
	struct text petition; /* slug */
	struct text language;
	struct text given_name;
	struct text family_name;
	struct text postal_code;
	struct text country;
	struct text comment;
	struct text address;
	struct text source;
	struct text held_for;
	bool show_name;
	bool comment_hidden;
	bool comment_approved;
	struct text title; /* the words that were signed */
	struct text target;
	struct text letter;
	struct text signer_line;
	struct text words_language; /* of all four */
};

enum signature_find_outcome { SIGNATURE_FOUND, SIGNATURE_UNKNOWN, SIGNATURE_FIND_AWAY };
must_check enum signature_find_outcome signature_find(struct db *db, struct arena *arena,
						      const struct token *token,
						      struct signature *signature);

#endif
