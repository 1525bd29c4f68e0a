/* keyring: the file of the site's secret: one key, and those that links are made with since. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_KEYRING_H
#define UNDERSIGNED_KEYRING_H

#include "text.h"

#include <stdint.h>

#define KEYRING_KEYS 8
#define KEYRING_KEY_SIZE 32

/*
 * A line each: 64 hexadecimal digits, and behind them, where keys were rotated, from when on links are
 * made with it and until when these open: 2030-12-31T23:59:00Z, or "-" for ever.
 */
struct keyring_key {
	uint8_t bytes[KEYRING_KEY_SIZE];
	int64_t from, until; /* seconds since 1970 */
};

/* The oldest first: what must stay the same for ever is made with that one. */
struct keyring {
	struct keyring_key keys[KEYRING_KEYS];
	size_t count;
};

/* Reads the file; false with a sentence for the admin. Wipe it when it is no longer needed. */
must_check bool keyring_read(struct arena *arena, const char *path, struct keyring *keyring,
			     struct text *complaint);

/* Makes the file with one key, mode 0600, unless it is there. False with a sentence for the admin. */
must_check bool keyring_create(struct arena *arena, const char *path, struct text *complaint);

/*
 * Adds a key for links from that time on; those of the one before open until then. Keys that open
 * nothing any more go, but for the first. The file's owner and mode stay. False with a sentence for
 * the admin.
 */
must_check bool keyring_rotate(struct arena *arena, const char *path, int64_t from, int64_t until,
			       struct text *complaint);

void keyring_wipe(struct keyring *keyring);

/* A time as it stands in the file. */
struct text keyring_time(struct arena *arena, int64_t time);

#endif
