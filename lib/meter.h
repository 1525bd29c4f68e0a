/* meter: how often something has happened, in a window of time; a keyed hash stands for it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_METER_H
#define UNDERSIGNED_METER_H

#include "db.h"
#include "secret.h"

/*
 * Counts once more what key (secret_meter_key) stands for, in the current window of so many
 * seconds; *count: how often in it, this time included. The counters may be lost in a crash of the
 * database; when it is away, *count is 0.
 */
must_check enum db_outcome meter_add(struct db *db, struct arena *arena,
				     const uint8_t key[SECRET_METER_KEY_SIZE], unsigned seconds,
				     uint64_t *count);

#endif
