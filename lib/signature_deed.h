/* signature_deed: what signers do with their own signatures, and what they may know of them. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SIGNATURE_DEED_H
#define UNDERSIGNED_SIGNATURE_DEED_H

#include "signature.h"

/* The signature that a link opens, and whose connection and memory to use for it. */
struct own {
	struct db *db;
	struct arena *arena;
	const struct token *token;
};

/* What becomes of a deed; each of them may be done twice, and is recorded once. */
enum deed_outcome {
	DEED_DONE,
	DEED_UNCHANGED,     /* it was so before */
	DEED_HELD,          /* signed again, and waits for the organizers as it did before */
	DEED_OTHER_ADDRESS, /* signed again with an address that the link was not sent to */
	DEED_CLOSED,        /* the petition takes no more */
	DEED_GONE,          /* it was withdrawn or erased before: there is nothing to change */
	DEED_UNKNOWN,
	DEED_AWAY
};

/* Name, postal code and country as they are to be. */
must_check enum deed_outcome signature_correct(const struct own *own,
					       const struct submission *typed);

must_check enum deed_outcome signature_show_name(const struct own *own);
must_check enum deed_outcome signature_hide_name(const struct own *own);

/* An empty comment erases the one that is there. */
must_check enum deed_outcome signature_comment(const struct own *own, struct text comment);
must_check enum deed_outcome signature_erase_comment(const struct own *own);
must_check enum deed_outcome signature_show_comment(const struct own *own);
must_check enum deed_outcome signature_hide_comment(const struct own *own);

/* The signature counts no more and has no name any more. */
must_check enum deed_outcome signature_withdraw(const struct own *own);

/* What was withdrawn counts again; the address has to be the same, key its keyed hash. */
must_check enum deed_outcome signature_sign_again(const struct own *own,
						  const uint8_t key[SECRET_ADDRESS_KEY_SIZE],
						  const struct submission *typed);

/* Erases the person. After "It wasn't me" the address is never written to again. */
must_check enum deed_outcome signature_erase(const struct own *own);
must_check enum deed_outcome signature_disown(const struct own *own);

/* Something that happened to a signature. */
struct event {
	struct text day;  /* YYYY-MM-DD in UTC */
	struct text time; /* HH:MM in UTC */
	struct text what; /* signed, confirmed, a deed, or mail_ with the state of that mail */
	struct text organization; /* that it is about; empty: none */
	const struct event *next;
};

/* The oldest first. False when the database is away. */
must_check bool signature_history(const struct own *own, const struct event **first);

/* All that is stored about the signer under this petition, as JSON. False when the database is
 * away. */
must_check bool signature_data(const struct own *own, struct text *data);

/* The signatures of one address. */
struct owned {
	struct token *tokens;
	size_t count;
};

/* The newest ones, under whichever petition; key is the address's. False when the database is
 * away. */
must_check bool signature_list(struct db *db, struct arena *arena,
			       const uint8_t key[SECRET_ADDRESS_KEY_SIZE], struct owned *owned);

/* Owes their links to that address, if it is there and was not mailed just now: nobody learns
 * which. False when the database is away. */
must_check bool signature_link(struct db *db, struct arena *arena,
			       const uint8_t key[SECRET_ADDRESS_KEY_SIZE]);

#endif
