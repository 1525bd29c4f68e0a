/* db_answer: what the server answers, waited for no longer than the caller may. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DB_ANSWER_H
#define UNDERSIGNED_DB_ANSWER_H

#include "arena.h"

#include <libpq-fe.h>

/* The last result of what was sent (PQclear ends it), after at most so many seconds. NULL when no
 * answer came: the connection is lost then, or too late to be of use. */
must_check PGresult *db_answer(PGconn *pg, unsigned patience);

#endif
