/* outbox: the mail that is owed: claimed with a lease, settled with what became of it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_OUTBOX_H
#define UNDERSIGNED_OUTBOX_H

#include "db.h"
#include "lane.h"

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
};

/*
 * Claims at most most mails that are due, for lease seconds: nobody else gets them until then, and
 * the claim is committed before anything is sent. *owed: an array of *count. Mail that nobody
 * wants any more is dropped on the way, so none does not mean that no more is due.
 */
must_check enum db_outcome outbox_claim(struct db *db, struct arena *arena, unsigned most,
					unsigned lease, const struct owed **owed, size_t *count);

/* Whether mail is due now; false, too, when the database is away. */
bool outbox_is_due(struct db *db, struct arena *arena);

/* What became of a mail that was claimed. */
enum settlement {
	SETTLEMENT_SENT,
	SETTLEMENT_LATER,    /* 4xx, or the relay was not reached: again, later and later */
	SETTLEMENT_UNKNOWN,  /* no answer after the dot: again, the same mail */
	SETTLEMENT_REFUSED,  /* 5xx for this address: final, and it is suppressed */
	SETTLEMENT_REJECTED, /* 5xx for what is in this mail: final; says nothing of the address */
	SETTLEMENT_RELEASED, /* not tried: due again at once */
};

struct settling {
	const struct owed *owed;
	enum settlement settlement;
	unsigned reply_code; /* 0: none */
	struct text reply;   /* without the address */
};

/* The couriers of a process settle over one lane, so that many share a commit. */
struct lane *outbox_settle_lane(struct arena *arena, struct db *db);

/* False when the database is away; the lease will end then, and the mail is sent once more. */
must_check bool outbox_settle(struct lane *lane, struct settling *settling);

#endif
