/* db: a database that is not there. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db.h"
#include "check.h"

#include <time.h>

static const struct config config = {.database_connect_timeout = 2, .database_answer_timeout = 1};

static void is_away_when_nobody_listens(void)
{
	struct db *db = db_new(arena, &config, "host=/nowhere dbname=none");
	struct text complaint = text_literal("");
	time_t before = time(NULL);
	struct rows rows;

	for (int i = 0; i < 100; i++) {
		assert_int_equal(db_call(db, arena, "petition_list", NULL, 0, &rows), DB_AWAY);
		assert_int_equal(rows.count, 0);
	}
	assert_false(db_script_begin(db, arena, &complaint));
	check_part(complaint, "the database is not reached");
	assert_true(time(NULL) - before < 5);
}

static void is_away_when_the_string_is_wrong(void)
{
	struct db *db = db_new(arena, &config, "no_such_option=1");
	struct rows rows;

	assert_int_equal(db_call(db, arena, "petition_list", NULL, 0, &rows), DB_AWAY);
}

int main(void)
{
	check("is away when nobody listens", is_away_when_nobody_listens);
	check("is away when the string is wrong", is_away_when_the_string_is_wrong);
	return check_run();
}
