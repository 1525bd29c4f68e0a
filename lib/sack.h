/* sack: the mails that a process has claimed, from which its couriers take one after the other. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SACK_H
#define UNDERSIGNED_SACK_H

#include "config.h"
#include "db.h"
#include "outbox.h"

/*
 * Couriers of a process share what one of them claimed: none is left with many mails while others
 * have none, and a claim is worth its price for all. Where mails come in crowds, one courier claims
 * the next ones while the others still have some to take.
 */
struct sack;

/* [mail] couriers of the configuration take from it at once. */
struct sack *sack_new(struct arena *arena, const struct config *config, struct db *db);

/* A mail that is the caller's, until sack_done. */
struct sack_mail {
	const struct owed *owed;
	double begin_by; /* by clock_seconds; who has not begun it by then must not */
	double ends;     /* the lease */
	struct load *load;
};

enum sack_outcome {
	SACK_MAIL,
	SACK_EMPTY, /* a claim that began after the call brought none */
	SACK_AWAY   /* it failed: the database is away */
};

/* Claims when there is none left; waits while another courier does. */
must_check enum sack_outcome sack_take(struct sack *sack, struct sack_mail *mail);

/* One of those that are left: for who gives them back. Does not claim; false: there is none. */
must_check bool sack_take_left(struct sack *sack, struct sack_mail *mail);

/* Nothing of mail->owed is needed any more. */
void sack_done(struct sack *sack, const struct sack_mail *mail);

#endif
