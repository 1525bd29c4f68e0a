/* consent: what is said of it when the database is away. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "consent.h"
#include "check.h"

static const struct config config = {.database_connect_timeout = 2, .database_answer_timeout = 1};

static void is_away_without_a_database(void)
{
	/* The folder of its socket is missing. */
	struct db *db = db_new(arena, &config, "host=/nowhere dbname=none");
	const struct token token = {1, 2, 3};
	const struct consent_change change = {
		text_literal(""), true, 1, text_literal("en"), text_literal(""),
	};
	const struct consent *first = &(const struct consent){.given = true};
	int64_t wording;

	assert_int_equal(wording_find(wordings_new(arena, db), text_literal("en"),
				      text_literal("May we?"), &wording),
			 DB_AWAY);
	assert_int_equal(consent_list(db, arena, &token, &first), DB_AWAY);
	assert_null(first);
	assert_int_equal(consent_set(db, arena, &token, &change), CONSENT_AWAY);
}

int main(void)
{
	check("is away without a database", is_away_without_a_database);
	return check_run();
}
