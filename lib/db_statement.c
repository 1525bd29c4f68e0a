/* db_statement: see db_statement.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db_statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CALLS_WHOLE 10 /* of a connection, before anything is asked for the sake of more */

/* True of the first row's first column, if it is the number of whom libpq is connected to. */
static bool is_own(PGconn *pg, unsigned patience)
{
	PGresult *answer = db_answer(pg, patience);
	bool own = answer != NULL && PQresultStatus(answer) == PGRES_TUPLES_OK &&
		   PQntuples(answer) == 1 && atoi(PQgetvalue(answer, 0, 0)) == PQbackendPID(pg);

	PQclear(answer);
	return own;
}

static void session_ask(struct statements *statements, PGconn *pg, unsigned patience)
{
	bool own = PQsendQuery(pg, "select * from undersigned.session_read()") != 0 &&
		   is_own(pg, patience);

	statements->session = own ? SESSION_OWN : SESSION_SHARED;
}

static bool prepare(PGconn *pg, unsigned patience, const char *name, const char *sql)
{
	PGresult *answer;
	bool done;

	if (PQsendPrepare(pg, name, sql, 0, NULL) == 0)
		return false;
	answer = db_answer(pg, patience);
	done = answer != NULL && PQresultStatus(answer) == PGRES_COMMAND_OK;
	PQclear(answer);
	return done;
}

const char *statement_name(struct statements *statements, PGconn *pg, unsigned patience,
			   const char *function, size_t count, const char *sql)
{
	char name[STATEMENT_NAME_SIZE];
	int size = snprintf(name, sizeof(name), "undersigned.%s/%zu", function, count);

	if (size >= (int)sizeof(name) || statements->session == SESSION_SHARED ||
	    PQtransactionStatus(pg) != PQTRANS_IDLE || ++statements->calls <= CALLS_WHOLE)
		return NULL;
	if (statements->session == SESSION_UNKNOWN)
		session_ask(statements, pg, patience);
	for (size_t i = 0; i < statements->count; i++) {
		if (strcmp(statements->names[i], name) == 0)
			return statements->names[i];
	}
	if (statements->session != SESSION_OWN || statements->count == STATEMENT_LIMIT ||
	    !prepare(pg, patience, name, sql))
		return NULL;
	memcpy(statements->names[statements->count], name, sizeof(name));
	return statements->names[statements->count++];
}

/* 26000 is a statement that is not there, 0A000 one whose result would have another shape
 * (PostgreSQL, appendix A). */
bool statement_lost(struct statements *statements, const PGresult *answer)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);

	if (statements->session != SESSION_OWN || state == NULL ||
	    (strcmp(state, "26000") != 0 && strcmp(state, "0A000") != 0))
		return false;
	statements->session = SESSION_SHARED;
	return true;
}
