/* db_statement: a call that comes again is parsed once, where the session is the connection's own. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DB_STATEMENT_H
#define UNDERSIGNED_DB_STATEMENT_H

#include "db_answer.h"

#include <stdbool.h>

/*
 * To parse and plan "select * from f($1, …)" costs the server as much as a short function does. A
 * named statement saves that, but it stays in a session, and a pooler like PgBouncer in transaction
 * mode gives a connection another session each time. So the server is asked once who it is
 * (session_read), and names are used only if that is whom libpq was connected to: a pooler tells
 * numbers of its own (PostgreSQL, protocol, BackendKeyData).
 */
#define STATEMENT_LIMIT 32
#define STATEMENT_NAME_SIZE 64 /* NAMEDATALEN */

/* What is known of one connection; zeroed when it is a new one. */
struct statements {
	enum { SESSION_UNKNOWN, SESSION_OWN, SESSION_SHARED } session;
	unsigned calls;
	size_t count;
	char names[STATEMENT_LIMIT][STATEMENT_NAME_SIZE];
};

/*
 * The name that the server knows this call by, which it is told at its first time; NULL: the call has
 * to be sent whole. The first few calls of a connection are, since there may be no more of them, and
 * those in a transaction of several, which a refusal would end. It asks the server, so nothing may be
 * on its way; each answer is waited for as db_answer does.
 */
const char *statement_name(struct statements *statements, PGconn *pg, unsigned patience,
			   const char *function, size_t count, const char *sql);

/* Whether the call failed because it was sent by its name: the function has other columns by now,
 * or somebody has taken the names away. From then on all are sent whole. */
bool statement_lost(struct statements *statements, const PGresult *answer);

#endif
