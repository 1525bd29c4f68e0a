/* db: calls an SQL function by name. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DB_H
#define UNDERSIGNED_DB_H

#include "config.h"
#include "db_value.h"
#include "rows.h"

/*
 * One connection, opened when it is first needed and again when it was lost. Threads may share it:
 * a call waits for the one before. Nothing is left behind in a session that others may be handed in
 * between, as by PgBouncer in transaction mode (db_statement).
 */
struct db;

/* Does not connect yet. The db ends with the arena. */
struct db *db_new(struct arena *arena, const struct config *config, const char *connection);

/* How long a call waits for its answer, in seconds; else as the setting answer_timeout says. Before the
 * first call. */
void db_patience(struct db *db, unsigned seconds);

enum db_outcome {
	DB_DONE,
	DB_AWAY,   /* not reached, or no answer in time: nothing is known to have happened */
	DB_REFUSED /* the database answered with an error, which is in the log */
};

/* What a connection leads to. */
struct db_place {
	int version; /* of the server: 150002 is 15.2 */
	const char *login;
	bool read_only; /* it is a standby, or the login may only read */
	bool utf8;      /* the database keeps texts as UTF-8 */
};

/* Connects, if it is not, and says where to. */
must_check enum db_outcome db_reach(struct db *db, struct arena *arena, struct db_place *place);

/* What the database, or libpq, had against the last call that failed; and its SQLSTATE, or "". */
struct db_complaint {
	struct line message;
	const char *sqlstate;
};
struct db_complaint db_complaint(const struct db *db, struct arena *arena);

/*
 * select * from undersigned.FUNCTION(values …): a NULL value is SQL's null. A call that was cut off
 * before an answer is made once more on a new connection, and one that lost a deadlock as well: our writing
 * functions do no harm twice.
 */
must_check enum db_outcome db_call(struct db *db, struct arena *arena, const char *function,
				   const char *const *values, size_t count, struct rows *rows);

/*
 * The same call in two halves, so that the database works while its caller does: ask, then, if that
 * is DB_DONE, take. In between the db is busy with it: other threads wait, and the values have to
 * live.
 */
struct question {
	const char *function;
	const char *const *values;
	size_t count;
	const char *sql; /* made by db_ask, in its arena, as is what follows */
	bool once_more;  /* the connection is an old one, which may turn out to be cut */
};
must_check enum db_outcome db_ask(struct db *db, struct arena *arena, struct question *question);
must_check enum db_outcome db_take(struct db *db, struct arena *arena, struct question *question,
				   struct rows *rows);

/* What the server stores of a login's password: no statement, and so no log, ever holds that itself. */
must_check enum db_outcome db_password(struct db *db, struct arena *arena, const char *login,
				       const char *password, const char **verifier);

/* For setup: a transaction of whole SQL files. False with the database's message. */
must_check bool db_script_begin(struct db *db, struct arena *arena, struct text *complaint);
must_check bool db_script(struct db *db, struct arena *arena, struct text sql,
			  struct text *complaint);
/* Whether the script that failed may be run again, from the beginning: others held what it changes. */
bool db_script_busy(const struct db *db);
must_check bool db_script_end(struct db *db, struct arena *arena, bool commit,
			      struct text *complaint);

#endif
