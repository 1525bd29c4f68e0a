/* bounce: a report about a mail of ours: which mail it was, and what follows from it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_BOUNCE_H
#define UNDERSIGNED_BOUNCE_H

#include "db.h"
#include "report.h"
#include "secret.h"

struct bounce {
	uint64_t petition;
	uint64_t mail;
	enum report_kind kind; /* not REPORT_NONE */
	struct text status;
};

/* Looks for a mail's name (secret_mail_write) in words, which may hold any bytes, and fills in
 * petition and mail. False when none of ours is there. */
must_check bool bounce_find(const struct secret *secret, struct text words, struct bounce *bounce);

enum bounce_outcome {
	BOUNCE_SUPPRESSED, /* the address is not written to any more */
	BOUNCE_COUNTED,
	BOUNCE_UNCHANGED, /* as much was known of this mail */
	BOUNCE_UNKNOWN,   /* there is no such mail, or nothing is left of the signature */
	BOUNCE_AWAY,      /* the database is away, or refused it: once more, later */
};

/* Records it; once most of an address's mails have failed in 30 days, it is suppressed as if it was
 * refused (0: never). Twice is the same as once. */
must_check enum bounce_outcome bounce_add(struct db *db, struct arena *arena,
					  const struct bounce *bounce, unsigned most);

#endif
