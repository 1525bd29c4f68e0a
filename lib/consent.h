/* consent: a signer's yes to an organization that wants to write: given, listed, taken back. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CONSENT_H
#define UNDERSIGNED_CONSENT_H

#include "db.h"
#include "secret.h"

/*
 * The words that consents are asked for in are rows of the database, so that it can be said what
 * exactly somebody agreed to. Each is asked for once per process and kept; threads may share them.
 */
struct wordings;
struct wordings *wordings_new(struct arena *process, struct db *db);

/* *wording: the number of these words in that language, for a submission or a change. */
must_check enum db_outcome wording_find(struct wordings *wordings, struct text language,
					struct text words, int64_t *wording);

/* One who may be allowed to write to a signer. */
struct consent {
	struct text slug; /* of the organization; empty: news about the petition */
	struct text name; /* empty: news about the petition */
	bool given;
	struct text
		given_at; /* as PostgreSQL writes it, YYYY-MM-DD first; empty: it is not given */
	const struct consent *next;
};

/* The organizations of the petition, then news about it. *first is NULL when there is no such
 * signature any more. */
must_check enum db_outcome consent_list(struct db *db, struct arena *arena,
					const struct token *token, const struct consent **first);

struct consent_change {
	struct text organization; /* slug; empty: news about the petition */
	bool given;
	int64_t wording;      /* of wording_find; only looked at when it is given */
	struct text language; /* of the page */
	struct text source;   /* empty: none; unsubscribe: from a mail, and wants no receipt */
};

enum consent_set_outcome {
	CONSENT_GIVEN,
	CONSENT_REVOKED,
	CONSENT_UNCHANGED, /* it was so before */
	CONSENT_GONE,      /* nothing can be given with a signature that was taken back */
	CONSENT_UNKNOWN,   /* no such signature, or the organization takes no part */
	CONSENT_AWAY
};
must_check enum consent_set_outcome consent_set(struct db *db, struct arena *arena,
						const struct token *token,
						const struct consent_change *change);

#endif
