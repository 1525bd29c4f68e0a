/* db: see db.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db.h"

#include "clock.h"
#include "db_statement.h"
#include "log.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RETRY_SECONDS 1 /* between two tries to connect, so that no request waits twice */

struct db {
	pthread_mutex_t one_at_a_time;
	const struct config *config;
	const char *connection;
	PGconn *pg;
	struct statements statements; /* of this pg */
	unsigned patience;            /* seconds */
	double away_until;            /* clock_seconds */
	bool was_away;
	bool busy;        /* what a script changes was held by others */
	char sqlstate[6]; /* of what went wrong last */
	char message[512];
};

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
	db->patience = config->database_answer_timeout;
	arena_defer(arena, db_release, db);
	return db;
}

void db_patience(struct db *db, unsigned seconds)
{
	db->patience = seconds;
}

static void connection_drop(struct db *db)
{
	PQfinish(db->pg);
	db->pg = NULL;
}

static void keep_complaint(struct db *db, const char *sqlstate, const char *message)
{
	snprintf(db->sqlstate, sizeof(db->sqlstate), "%s", sqlstate == NULL ? "" : sqlstate);
	snprintf(db->message, sizeof(db->message), "%s", message == NULL ? "" : message);
}

struct db_complaint db_complaint(const struct db *db, struct arena *arena)
{
	return (struct db_complaint){
		.message = line_fold(arena, text_of(db->message)),
		.sqlstate = arena_copy(arena, db->sqlstate, strlen(db->sqlstate)),
	};
}

/* libpq's messages may hold the host and the role, never a password; newlines go in the log. */
static void log_away(struct db *db, const char *what)
{
	keep_complaint(db, NULL, db->pg == NULL ? NULL : PQerrorMessage(db->pg));
	log_fact(LOG_ERROR, "database_away", "what=%s message=\"%s\"", what,
		 db->pg == NULL ? "" : PQerrorMessage(db->pg));
	connection_drop(db);
	db->was_away = true;
	db->away_until = clock_seconds() + RETRY_SECONDS;
}

static bool connection_open(struct db *db)
{
	char timeout[12], sending[16];
	/* What is sent to a host that is silent would wait for a quarter of an hour otherwise. */
	const char *const keys[] = {"tcp_user_timeout",          "dbname",
				    "connect_timeout",           "client_encoding",
				    "fallback_application_name", NULL};
	const char *const values[] = {sending, db->connection, timeout,
				      "UTF8",  "undersigned",  NULL};

	if (db->pg != NULL && PQstatus(db->pg) == CONNECTION_OK)
		return true;
	if (clock_seconds() < db->away_until)
		return false;
	connection_drop(db);
	snprintf(timeout, sizeof(timeout), "%u", db->config->database_connect_timeout);
	snprintf(sending, sizeof(sending), "%u000", db->patience);
	db->statements = (struct statements){0};
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

/* Class 08 is connection exceptions, 57P the administrator's shutdowns, 53 resources (too many
 * connections, out of memory), 25006 a standby (PostgreSQL, appendix A). */
static bool means_away(const PGresult *answer)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);

	return state == NULL || strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0 ||
	       strncmp(state, "53", 2) == 0 || strcmp(state, "25006") == 0;
}

/* Class 40: given up in favour of somebody else, as one of those who wait for each other. */
static bool means_again(const PGresult *answer)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);

	return state != NULL && strncmp(state, "40", 2) == 0;
}

static void result_release(void *result)
{
	PQclear(result);
}

static bool send(struct db *db, const struct question *question)
{
	const char *name = statement_name(&db->statements, db->pg, db->patience, question->function,
					  question->count, question->sql);

	if (name != NULL)
		return PQsendQueryPrepared(db->pg, name, (int)question->count, question->values,
					   NULL, NULL, 0) != 0;
	return PQsendQueryParams(db->pg, question->sql, (int)question->count, NULL,
				 question->values, NULL, NULL, 0) != 0;
}

/* One try to send it. DB_AWAY leaves no connection behind. */
static enum db_outcome try_ask(struct db *db, const struct question *question)
{
	if (!connection_open(db))
		return DB_AWAY;
	if (send(db, question))
		return DB_DONE;
	log_away(db, "call");
	return DB_AWAY;
}

/* One try to get the answer. DB_AWAY leaves no connection behind. */
static enum db_outcome try_take(struct db *db, PGresult **answer)
{
	*answer = db_answer(db->pg, db->patience);
	if (*answer != NULL && PQresultStatus(*answer) == PGRES_TUPLES_OK)
		return DB_DONE;
	if (*answer != NULL && !means_away(*answer)) {
		keep_complaint(db, PQresultErrorField(*answer, PG_DIAG_SQLSTATE),
			       PQresultErrorField(*answer, PG_DIAG_MESSAGE_PRIMARY));
		return DB_REFUSED;
	}
	PQclear(*answer);
	log_away(db, "call");
	return DB_AWAY;
}

/* Sent once more on a new connection, where the old one may have been cut before. */
static enum db_outcome ask_again(struct db *db, struct question *question)
{
	if (!question->once_more)
		return DB_AWAY;
	question->once_more = false;
	db->away_until = 0;
	return try_ask(db, question);
}

must_check enum db_outcome db_ask(struct db *db, struct arena *arena, struct question *question)
{
	struct builder sql = {.arena = arena};
	enum db_outcome outcome;

	builder_format(&sql, "select * from undersigned.%s(", question->function);
	for (size_t i = 0; i < question->count; i++)
		builder_format(&sql, "%s$%zu", i == 0 ? "" : ",", i + 1);
	builder_string(&sql, ")");
	question->sql = builder_done(&sql).bytes;
	pthread_mutex_lock(&db->one_at_a_time);
	question->once_more = db->pg != NULL;
	outcome = try_ask(db, question);
	if (outcome == DB_AWAY)
		outcome = ask_again(db, question);
	if (outcome == DB_AWAY)
		pthread_mutex_unlock(&db->one_at_a_time);
	return outcome;
}

must_check enum db_outcome db_take(struct db *db, struct arena *arena, struct question *question,
				   struct rows *rows)
{
	PGresult *answer = NULL;
	enum db_outcome outcome = try_take(db, &answer);

	if (outcome == DB_REFUSED &&
	    (means_again(answer) || statement_lost(&db->statements, answer))) {
		PQclear(answer);
		outcome = try_ask(db, question);
		if (outcome == DB_DONE)
			outcome = try_take(db, &answer);
	} else if (outcome == DB_AWAY && ask_again(db, question) == DB_DONE) {
		outcome = try_take(db, &answer);
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
			 question->function, PQresultErrorField(answer, PG_DIAG_SQLSTATE),
			 PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY));
	return outcome;
}

must_check enum db_outcome db_call(struct db *db, struct arena *arena, const char *function,
				   const char *const *values, size_t count, struct rows *rows)
{
	struct question question = {.function = function, .values = values, .count = count};

	*rows = (struct rows){0};
	if (db_ask(db, arena, &question) == DB_AWAY)
		return DB_AWAY;
	return db_take(db, arena, &question, rows);
}

must_check enum db_outcome db_password(struct db *db, struct arena *arena, const char *login,
				       const char *password, const char **verifier)
{
	enum db_outcome outcome = DB_AWAY;

	pthread_mutex_lock(&db->one_at_a_time);
	if (connection_open(db)) {
		char *stored = PQencryptPasswordConn(db->pg, password, login, NULL);

		if (stored != NULL)
			arena_defer(arena, PQfreemem, stored);
		else
			log_fact(LOG_ERROR, "password_not_taken", "message=\"%s\"",
				 PQerrorMessage(db->pg));
		*verifier = stored;
		outcome = stored != NULL ? DB_DONE : DB_REFUSED;
	}
	pthread_mutex_unlock(&db->one_at_a_time);
	return outcome;
}

/* 55P03 is a lock that did not come in time, 57014 a statement that took too long for that. */
static bool means_busy(const PGresult *answer)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);

	return means_again(answer) ||
	       (state != NULL && (strcmp(state, "55P03") == 0 || strcmp(state, "57014") == 0));
}

static bool script_run(struct db *db, struct arena *arena, const char *sql, struct text *complaint)
{
	PGresult *answer = PQexec(db->pg, sql);
	ExecStatusType status = PQresultStatus(answer);
	bool right = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!right) {
		const char *message = PQerrorMessage(db->pg);

		*complaint = text_copy(arena, text_part(message, strlen(message)));
		db->busy = means_busy(answer);
	}
	PQclear(answer);
	return right;
}

static bool parameter_is(const struct db *db, const char *name, const char *value)
{
	const char *said = PQparameterStatus(db->pg, name);

	return said != NULL && strcmp(said, value) == 0;
}

must_check enum db_outcome db_reach(struct db *db, struct arena *arena, struct db_place *place)
{
	enum db_outcome outcome = DB_AWAY;

	pthread_mutex_lock(&db->one_at_a_time);
	if (connection_open(db)) {
		const char *login = PQuser(db->pg);

		*place = (struct db_place){
			.version = PQserverVersion(db->pg),
			.login = arena_copy(arena, login, strlen(login)),
			.read_only = parameter_is(db, "in_hot_standby", "on") ||
				     parameter_is(db, "default_transaction_read_only", "on"),
			.utf8 = parameter_is(db, "server_encoding", "UTF8"),
		};
		outcome = DB_DONE;
	}
	pthread_mutex_unlock(&db->one_at_a_time);
	return outcome;
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
	db->busy = false;
	if (script_run(db, arena, "begin", complaint))
		return true;
	*complaint = text_format(arena, "the database is not reached: %s", complaint->bytes);
	return false;
}

must_check bool db_script(struct db *db, struct arena *arena, struct text sql,
			  struct text *complaint)
{
	return script_run(db, arena, sql.bytes, complaint);
}

bool db_script_busy(const struct db *db)
{
	return db->busy;
}

must_check bool db_script_end(struct db *db, struct arena *arena, bool commit,
			      struct text *complaint)
{
	return script_run(db, arena, commit ? "commit" : "rollback", complaint);
}
