/* db_connection: what is shown of a connection string, and what is none. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db_connection.h"
#include "check.h"

#include <string.h>

struct string_row {
	const char *name; /* the connection string */
	const char *shown;
};

static const struct string_row strings[] = {
	{"dbname=petition", "dbname=petition"},
	{"host=/run/postgresql user=web password=SECRET dbname=petition",
	 "user=web password=******** dbname=petition host=/run/postgresql"},
	{"password='SECRET \\' SECRET' user=a", "user=a password=********"},
	{"postgresql://web:SECRET@db.example.org:5433/petition",
	 "user=web password=******** dbname=petition host=db.example.org port=5433"},
	{"postgresql:///petition?host=/run&password=SECRET",
	 "password=******** dbname=petition host=/run"},
	{"user='a b' application_name='it''s'", NULL},
	{"user='a b' application_name='it\\'s'", "user='a b' application_name='it\\'s'"},
	{"user=a application_name=''", "user=a application_name=''"},
	{"sslpassword=SECRET sslmode=verify-full", "sslmode=verify-full sslpassword=********"},
	{"petition", NULL},
	{"host=a pasword=SECRET", NULL},
	{"user='a", NULL},
};

/* The order is libpq's own. */
static void shows(const void *row)
{
	const struct string_row *expected = row;
	struct text shown = text_literal(""), complaint = text_literal("");

	assert_int_equal(db_connection_show(arena, expected->name, &shown, &complaint),
			 expected->shown != NULL);
	assert_null(strstr(shown.bytes, "SECRET"));
	assert_int_equal(text_empty(complaint), expected->shown != NULL);
	if (expected->shown == NULL)
		return;
	for (const char *at = expected->shown; *at != '\0';) {
		size_t size = strcspn(at, " ");

		assert_non_null(
			strstr(shown.bytes, text_format(arena, "%.*s", (int)size, at).bytes));
		at += size + strspn(at + size, " ");
	}
	assert_int_equal(shown.size, strlen(expected->shown));
}

int main(void)
{
	check_rows("show", shows, strings);
	return check_run();
}
