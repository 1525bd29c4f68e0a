/* round: a courier's work: claims mail that is due, hands it to the relay, says what came of it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ROUND_H
#define UNDERSIGNED_ROUND_H

#include "db.h"
#include "outbox.h"
#include "sack.h"
#include "settler.h"
#include "site.h"
#include "smtp.h"

#include <stdatomic.h>

/* What the couriers of a process share. */
struct round {
	const struct site *site;
	struct db *db;
	struct sack *sack;
	struct settler *settler;
	atomic_bool stopping; /* no mail is begun any more */
};

enum round_end {
	ROUND_EMPTY,    /* nothing more is due */
	ROUND_WAITS,    /* what is due has to wait: see keeper */
	ROUND_STOPPED,  /* what was claimed but not begun is given back */
	ROUND_DATABASE, /* the database is away, or does not take what became of a mail */
	ROUND_RELAY     /* the relay is away: this courier has found it so just now */
};

/*
 * Claims and sends until one of these. smtp is the calling thread's own. *keeper: what makes the
 * mail wait, after ROUND_WAITS.
 *
 * A mail that was claimed is begun in the first third of its lease only, by a clock that goes on
 * while the machine or the process is asleep: what may be somebody else's by now is left alone. As
 * long as the lease lasts, what became of a mail is told to a database that was away in between.
 */
must_check enum round_end round_run(struct round *round, struct smtp *smtp,
				    enum outbox_keeper *keeper);

#endif
