/* secret: the site's secret and what is made of it: tokens, address keys, form stamps. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_SECRET_H
#define UNDERSIGNED_SECRET_H

#include "text.h"

#include <stdint.h>

/*
 * Random bytes in a file, see keyring.h, never in the database. A key for each use is derived from
 * them (BLAKE2b, libsodium's crypto_kdf), so that one use tells nothing about another. What links,
 * codes, stamps and mails are written with may be rotated: what was written with the one before is
 * read until its time is over. What is stored as a keyed hash, of addresses above all, is made with
 * the first for ever: an address that is suppressed is known by nothing else.
 */
struct secret;

/* Reads the file; false with a sentence for the admin. */
must_check bool secret_read(struct arena *arena, const char *path, const struct secret **secret,
			    struct text *complaint);

/* A keyed hash that stands for an address in the database. */
#define SECRET_ADDRESS_KEY_SIZE 16
void secret_address_key(const struct secret *secret, struct text canonical,
			uint8_t key[SECRET_ADDRESS_KEY_SIZE]);

/*
 * A keyed hash that stands for something that is counted, such as a client's network, in the
 * database: kind, a word of ours, keeps things of different kinds apart, and the day, in days since
 * 1970, goes into it, so that nobody can tell tomorrow that it is the same.
 */
#define SECRET_METER_KEY_SIZE 16
void secret_meter_key(const struct secret *secret, const char *kind, int64_t day,
		      struct text counted, uint8_t key[SECRET_METER_KEY_SIZE]);

/* What a token opens. The nonce is stored with the signature; the rest of the token is not. */
struct token {
	uint64_t petition;  /* below 2^24 */
	uint64_t signature; /* below 2^40 */
	uint64_t nonce;     /* below 2^48 */
};

/* A new nonce, random. */
uint64_t secret_nonce(void);

/* The token: its three numbers and a 128-bit keyed hash of them, in hexadecimal digits. */
#define SECRET_TOKEN_LENGTH 60
struct text secret_token_write(const struct secret *secret, struct arena *arena,
			       const struct token *token);

/* False when we did not write it. Takes the same time for every wrong hash. */
must_check bool secret_token_read(const struct secret *secret, struct text written,
				  struct token *token);

/*
 * The token in a link as a mail program may have left it: brackets and punctuation around it, white
 * space, line ends and soft line breaks ("=") inside, capitals. secret_token_read judges it.
 */
struct text secret_token_mend(struct arena *arena, struct text damaged);

/*
 * The short code of a token, for those who type it instead of following a link: 40 bits of a keyed
 * hash, as XXXX-XXXX in Crockford's base 32. It opens nothing without the address.
 */
struct text secret_code_write(const struct secret *secret, struct arena *arena,
			      const struct token *token);

/* Whether that is what somebody typed: only letters and digits matter, not their case, and letters
 * that look like digits are these. */
must_check bool secret_code_check(const struct secret *secret, struct text typed,
				  const struct token *token);

/*
 * The name of a mail, in hexadecimal digits: an 80-bit keyed hash of its two numbers, and them
 * behind it, encrypted. It stays the same, so a Message-ID can be made of it; it tells nothing to
 * others; and we find the mail by it when a report quotes it.
 */
#define SECRET_MAIL_LENGTH 40
struct text secret_mail_write(const struct secret *secret, struct arena *arena, uint64_t petition,
			      uint64_t mail);

/* False when we did not write it; capitals do not matter. */
must_check bool secret_mail_read(const struct secret *secret, struct text written,
				 uint64_t *petition, uint64_t *mail);

/* A form's stamp: the petition and the time when the form was shown. time in seconds since 1970. */
struct text secret_stamp_write(const struct secret *secret, struct arena *arena, uint64_t petition,
			       int64_t time);

/* The time in a stamp that we wrote for this petition; false when we did not. */
must_check bool secret_stamp_read(const struct secret *secret, struct text stamp, uint64_t petition,
				  int64_t *time);

#endif
