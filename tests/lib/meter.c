/* meter: a database that is not there counts nothing. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "meter.h"
#include "check.h"

static const struct config config = {.database_connect_timeout = 2, .database_answer_timeout = 1};

static void counts_nothing_without_a_database(void)
{
	struct db *db = db_new(arena, &config, "host=/nowhere dbname=none");
	const uint8_t key[SECRET_METER_KEY_SIZE] = {0};
	uint64_t count = 7;

	assert_int_equal(meter_add(db, arena, key, 60, &count), DB_AWAY);
	assert_int_equal(count, 0);
}

int main(void)
{
	check("counts nothing without a database", counts_nothing_without_a_database);
	return check_run();
}
