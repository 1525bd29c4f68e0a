/* meter: see meter.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "meter.h"

must_check enum db_outcome meter_add(struct db *db, struct arena *arena,
				     const uint8_t key[SECRET_METER_KEY_SIZE], unsigned seconds,
				     uint64_t *count)
{
	struct db_array keys = {{.arena = arena}};
	const char *values[2];
	enum db_outcome outcome;
	struct rows rows;

	db_array_bytes(&keys, key, SECRET_METER_KEY_SIZE);
	values[0] = db_array_done(&keys);
	values[1] = db_number(arena, seconds);
	outcome = db_call(db, arena, "meter_add", values, 2, &rows);
	*count = outcome == DB_DONE && rows.count == 1 ? (uint64_t)rows_number(&rows, 0, 1) : 0;
	return outcome;
}
