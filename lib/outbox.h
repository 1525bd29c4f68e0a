/* outbox: the mail that is owed: claimed with a lease, settled with what became of it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_OUTBOX_H
#define UNDERSIGNED_OUTBOX_H

#include "db.h"

/* One mail that a courier has claimed. Whoever claims it after the lease gets a higher attempt. */
struct owed {
	int64_t petition;
	int64_t id;
	int64_t attempt;
	struct text kind; /* the template's name: confirmation */
	struct text address;
	int64_t signature;
	int64_t nonce;
	struct text slug;
	struct text language;
	struct text title;
	struct text target;
	struct text consents; /* of the mails that tell them: who may write to the signer, each name
			       * with a newline behind it; an empty name: news */
	int64_t announcement; /* its number; 0: the mail is none, and the rest is empty */
	struct text subject;  /* of an announcement */
	struct text body;     /* in Markdown */
	struct text words_language; /* of both */
};

/* The mails of one claim. */
struct claim {
	const struct owed *owed;
	size_t count;
};

/*
 * Claims mails that are due ([mail] batch, hour_limit, day_limit) for a lease: nobody else gets
 * them until it ends, and the claim is committed before anything is sent. Mail that nobody wants
 * any more is dropped on the way, and what is too much for an address ([limits] mails_day) waits,
 * so none does not mean that no more is due.
 */
must_check enum db_outcome outbox_claim(struct db *db, struct arena *arena,
					const struct config *config, struct claim *claim);

/* What makes mail wait that is due. */
enum outbox_keeper {
	OUTBOX_FREE,  /* nothing */
	OUTBOX_RELAY, /* it is away; one courier tries it now and then */
	OUTBOX_HOUR,  /* it has taken hour_limit, day_limit */
	OUTBOX_DAY
};

struct outbox_rest {
	bool is_due; /* there is mail that can go now; false, too, when the database is away */
	enum outbox_keeper kept_by;
};

/* Whether a courier to whom a claim brought nothing may rest. */
struct outbox_rest outbox_next(struct db *db, struct arena *arena, const struct config *config);

/* What became of a mail that was claimed. */
enum settlement {
	SETTLEMENT_SENT,
	SETTLEMENT_LATER,     /* 4xx: again, later and later */
	SETTLEMENT_UNKNOWN,   /* no answer after the dot: again, the same mail */
	SETTLEMENT_REFUSED,   /* 5xx for this address: final, and it is suppressed */
	SETTLEMENT_REJECTED,  /* 5xx for what is in this mail: final; says nothing of the address */
	SETTLEMENT_UNREACHED, /* the relay is away: couriers wait, one of them tries it */
	SETTLEMENT_RELEASED,  /* not tried: due again at once */
};

struct settling {
	int64_t petition; /* as in struct owed, and the others */
	int64_t id;
	int64_t attempt;
	enum settlement settlement;
	unsigned reply_code; /* 0: none */
	struct text reply;   /* without the address */
};

/*
 * All of them or, when the database refuses one, none. What is not settled when its lease ends is
 * sent once more; twice is the same as once.
 */
must_check enum db_outcome outbox_settle(struct db *db, struct arena *arena,
					 const struct settling *const *settlings, size_t count);

#endif
