/* db: see db.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db.h"

#include "log.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define VALUES_LIMIT 32
#define RETRY_MILLISECONDS 1000 /* between two tries to connect, so that no request waits twice */

struct db {
	pthread_mutex_t one_at_a_time;
	const struct config *config;
	const char *connection;
	PGconn *pg;
	int64_t away_until; /* milliseconds of the monotonic clock */
	bool was_away;
};

static int64_t now_milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void db_release(void *handle)
{
	struct db *db = handle;

	PQfinish(db->pg);
	pthread_mutex_destroy(&db->one_at_a_time);
}

struct db *db_new(struct arena *arena, const struct config *config, const char *connection)
{
	struct db *db = arena_get(arena, sizeof(*db));

	pthread_mutex_init(&db->one_at_a_time, NULL);
	db->config = config;
	db->connection = connection;
	arena_defer(arena, db_release, db);
	return db;
}

static void connection_drop(struct db *db)
{
	PQfinish(db->pg);
	db->pg = NULL;
}

/* libpq's messages may hold the host and the role, never a password; newlines go in the log. */
static void log_away(struct db *db, const char *what)
{
	log_fact(LOG_ERROR, "database_away", "what=%s message=\"%s\"", what,
		 db->pg == NULL ? "" : PQerrorMessage(db->pg));
	connection_drop(db);
	db->was_away = true;
	db->away_until = now_milliseconds() + RETRY_MILLISECONDS;
}

static bool connection_open(struct db *db)
{
	char timeout[12];
	const char *const keys[] = {"dbname", "connect_timeout", "client_encoding",
				    "fallback_application_name", NULL};
	const char *const values[] = {db->connection, timeout, "UTF8", "undersigned", NULL};

	if (db->pg != NULL && PQstatus(db->pg) == CONNECTION_OK)
		return true;
	if (now_milliseconds() < db->away_until)
		return false;
	connection_drop(db);
	snprintf(timeout, sizeof(timeout), "%u", db->config->database_connect_timeout);
	db->pg = PQconnectdbParams(keys, values, 1);
	if (PQstatus(db->pg) != CONNECTION_OK) {
		log_away(db, "connect");
		return false;
	}
	if (db->was_away)
		log_fact(LOG_NOTICE, "database_back", "server_version=%d", PQserverVersion(db->pg));
	db->was_away = false;
	return true;
}

static bool wait_for_answer(struct db *db)
{
	int64_t until = now_milliseconds() + (int64_t)db->config->database_answer_timeout * 1000;

	while (PQisBusy(db->pg)) {
		struct pollfd wire = {.fd = PQsocket(db->pg), .events = POLLIN};
		int64_t left = until - now_milliseconds();

		if (left <= 0 || (poll(&wire, 1, (int)left) < 0 && errno != EINTR))
			return false;
		if (wire.revents != 0 && PQconsumeInput(db->pg) == 0)
			return false;
	}
	return true;
}

/* NULL when no answer came: the connection is lost then, or too late to be of use. */
static PGresult *ask(struct db *db, const char *sql, const char *const *values, size_t count)
{
	PGresult *answer = NULL, *next;

	if (PQsendQueryParams(db->pg, sql, (int)count, NULL, values, NULL, NULL, 0) == 0)
		return NULL;
	for (;;) {
		if (!wait_for_answer(db)) {
			PQclear(answer);
			return NULL;
		}
		next = PQgetResult(db->pg);
		if (next == NULL)
			return answer;
		PQclear(answer);
		answer = next;
	}
}

/* Class 08 is connection exceptions, 57P the administrator's shutdowns, 53 resources (too many
 * connections, out of memory), 25006 a standby (PostgreSQL, appendix A). */
static bool means_away(const PGresult *answer)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);

	return state == NULL || strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0 ||
	       strncmp(state, "53", 2) == 0 || strcmp(state, "25006") == 0;
}

static void result_release(void *result)
{
	PQclear(result);
}

/* One try. DB_AWAY leaves no connection behind. */
static enum db_outcome try_call(struct db *db, const char *sql, const char *const *values,
				size_t count, PGresult **answer)
{
	if (!connection_open(db))
		return DB_AWAY;
	*answer = ask(db, sql, values, count);
	if (*answer != NULL && PQresultStatus(*answer) == PGRES_TUPLES_OK)
		return DB_DONE;
	if (*answer == NULL || means_away(*answer)) {
		PQclear(*answer);
		log_away(db, "call");
		return DB_AWAY;
	}
	return DB_REFUSED;
}

must_check enum db_outcome db_call(struct db *db, struct arena *arena, const char *function,
				   const char *const *values, size_t count, struct rows *rows)
{
	struct builder sql = {.arena = arena};
	enum db_outcome outcome;
	PGresult *answer = NULL;
	bool connected;

	builder_format(&sql, "select * from undersigned.%s(", function);
	for (size_t i = 0; i < count; i++)
		builder_format(&sql, "%s$%zu", i == 0 ? "" : ",", i + 1);
	builder_string(&sql, ")");
	pthread_mutex_lock(&db->one_at_a_time);
	connected = db->pg != NULL;
	outcome = try_call(db, builder_done(&sql).bytes, values, count, &answer);
	if (outcome == DB_AWAY && connected) {
		db->away_until = 0;
		outcome = try_call(db, builder_done(&sql).bytes, values, count, &answer);
	}
	pthread_mutex_unlock(&db->one_at_a_time);
	*rows = (struct rows){0};
	if (outcome == DB_AWAY)
		return outcome;
	arena_defer(arena, result_release, answer);
	rows->result = answer;
	if (outcome == DB_DONE)
		rows->count = (size_t)PQntuples(answer);
	else
		log_fact(LOG_ERROR, "database_refused", "function=%s sqlstate=%s message=\"%s\"",
			 function, PQresultErrorField(answer, PG_DIAG_SQLSTATE),
			 PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY));
	return outcome;
}

struct text rows_text(const struct rows *rows, size_t row, int column)
{
	return (struct text){PQgetvalue(rows->result, (int)row, column),
			     (size_t)PQgetlength(rows->result, (int)row, column)};
}

bool rows_null(const struct rows *rows, size_t row, int column)
{
	return PQgetisnull(rows->result, (int)row, column) != 0;
}

bool rows_bool(const struct rows *rows, size_t row, int column)
{
	return PQgetvalue(rows->result, (int)row, column)[0] == 't';
}

int64_t rows_number(const struct rows *rows, size_t row, int column)
{
	return strtoll(PQgetvalue(rows->result, (int)row, column), NULL, 10);
}

struct text rows_bytes(const struct rows *rows, struct arena *arena, size_t row, int column)
{
	size_t size = 0;
	unsigned char *bytes =
		PQunescapeBytea((unsigned char *)PQgetvalue(rows->result, (int)row, column), &size);

	if (bytes == NULL)
		return text_literal("");
	arena_defer(arena, PQfreemem, bytes);
	return (struct text){(char *)bytes, size};
}

static void item_begin(struct db_array *array)
{
	builder_string(&array->builder, array->builder.size == 0 ? "{" : ",");
}

void db_array_text(struct db_array *array, struct text item)
{
	size_t start = 0;

	item_begin(array);
	builder_string(&array->builder, "\"");
	for (size_t i = 0; i < item.size; i++) {
		if (item.bytes[i] != '"' && item.bytes[i] != '\\')
			continue;
		builder_add(&array->builder, item.bytes + start, i - start);
		builder_string(&array->builder, "\\");
		start = i;
	}
	builder_add(&array->builder, item.bytes + start, item.size - start);
	builder_string(&array->builder, "\"");
}

void db_array_null(struct db_array *array)
{
	item_begin(array);
	builder_string(&array->builder, "NULL");
}

void db_array_number(struct db_array *array, int64_t item)
{
	item_begin(array);
	builder_format(&array->builder, "%lld", (long long)item);
}

static void add_hex(struct builder *builder, const uint8_t *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		builder_add(builder, &digits[bytes[i] >> 4], 1);
		builder_add(builder, &digits[bytes[i] & 15], 1);
	}
}

void db_array_bytes(struct db_array *array, const uint8_t *bytes, size_t size)
{
	item_begin(array);
	builder_string(&array->builder, "\"\\\\x");
	add_hex(&array->builder, bytes, size);
	builder_string(&array->builder, "\"");
}

const char *db_array_done(struct db_array *array)
{
	if (array->builder.size == 0)
		builder_string(&array->builder, "{");
	builder_string(&array->builder, "}");
	return builder_done(&array->builder).bytes;
}

const char *db_number(struct arena *arena, int64_t number)
{
	return text_format(arena, "%lld", (long long)number).bytes;
}

const char *db_bool(bool yes)
{
	return yes ? "t" : "f";
}

const char *db_bytes(struct arena *arena, struct text bytes)
{
	struct builder builder = {.arena = arena};

	builder_string(&builder, "\\x");
	add_hex(&builder, (const uint8_t *)bytes.bytes, bytes.size);
	return builder_done(&builder).bytes;
}

static bool script_run(struct db *db, struct arena *arena, const char *sql, struct text *complaint)
{
	PGresult *answer = PQexec(db->pg, sql);
	ExecStatusType status = PQresultStatus(answer);
	bool right = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!right) {
		const char *message = PQerrorMessage(db->pg);

		*complaint = text_copy(arena, text_part(message, strlen(message)));
	}
	PQclear(answer);
	return right;
}

static void notice_ignore(void *context, const PGresult *notice)
{
	(void)context;
	(void)notice;
}

must_check bool db_script_begin(struct db *db, struct arena *arena, struct text *complaint)
{
	if (!connection_open(db)) {
		*complaint =
			text_literal("the database is not reached: the log line above says why; "
				     "mend [database] owner or connection");
		return false;
	}
	PQsetNoticeReceiver(db->pg, notice_ignore, NULL);
	return script_run(db, arena, "begin", complaint);
}

must_check bool db_script(struct db *db, struct arena *arena, struct text sql,
			  struct text *complaint)
{
	return script_run(db, arena, sql.bytes, complaint);
}

must_check bool db_script_end(struct db *db, struct arena *arena, bool commit,
			      struct text *complaint)
{
	return script_run(db, arena, commit ? "commit" : "rollback", complaint);
}
