/* limit: what a signature is counted under, so that too many from one place are held. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_LIMIT_H
#define UNDERSIGNED_LIMIT_H

#include "address.h"
#include "config.h"
#include "secret.h"

/* What the admin allows ([limits]). */
struct limits;
const struct limits *limits_new(struct arena *arena, const struct config *config,
				const struct secret *secret);

/* Of one signature: keyed hashes of today, never an address. All NULL: nothing is counted. */
struct limit_keys {
	const uint8_t *host; /* SECRET_METER_KEY_SIZE bytes each */
	const uint8_t *network;
	const uint8_t
		*domain;     /* of the signer's address; NULL for those with very many mailboxes */
	const char *allowed; /* the numbers that signature_add wants */
};

/*
 * The keys of a client and of the address it signs with. A client whose address is unknown or not
 * public is counted under nothing: it may be a proxy that asks for everybody.
 */
struct limit_keys limit_keys(const struct limits *limits, struct arena *arena,
			     const struct network_address *client, const struct address *address);

#endif
