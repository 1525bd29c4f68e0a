/* health: see health.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "health.h"

#include "json.h"

#define MAIL_LIMIT 100000000ULL /* seconds: three years */

enum column { SCHEMA, WRITABLE, OLDEST, DEAD };

static bool mail_is_late(const struct request *request, const struct rows *rows)
{
	unsigned long long limit;

	return text_number(request_query(request, "mail"), MAIL_LIMIT, &limit) &&
	       (unsigned long long)rows_number(rows, 0, OLDEST) > limit;
}

/* An older release's programs work with a newer schema. */
static bool is_well(const struct request *request, const struct rows *rows)
{
	return rows_bool(rows, 0, WRITABLE) && rows_number(rows, 0, SCHEMA) >= HEALTH_SCHEMA &&
	       !mail_is_late(request, rows);
}

struct reply health_reply(struct db *db, const struct request *request)
{
	struct json json = {.builder = {.arena = request->arena}};
	struct rows rows = {.count = 0};
	enum db_outcome outcome = db_call(db, request->arena, "health_report", NULL, 0, &rows);
	bool told = outcome == DB_DONE && rows.count == 1;
	bool well = told && is_well(request, &rows);

	json_open(&json, NULL, '{');
	json_bool(&json, "well", well);
	/* One that refuses is there: it has a schema that knows no health. */
	json_bool(&json, "database", outcome != DB_AWAY);
	json_number(&json, "programs_schema", HEALTH_SCHEMA);
	if (told) {
		json_number(&json, "schema", (unsigned long long)rows_number(&rows, 0, SCHEMA));
		json_bool(&json, "writable", rows_bool(&rows, 0, WRITABLE));
		json_number(&json, "mail_oldest",
			    (unsigned long long)rows_number(&rows, 0, OLDEST));
		json_number(&json, "mail_dead", (unsigned long long)rows_number(&rows, 0, DEAD));
	}
	json_close(&json, '{');
	return (struct reply){
		.status = well ? 200 : 503,
		.type = "application/json",
		.body = json_done(&json),
	};
}
