/* doctor: what the parts of undersigned doctor share. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DOCTOR_H
#define UNDERSIGNED_DOCTOR_H

#include "command.h"

enum finding_state { FINDING_OK, FINDING_WARNING, FINDING_PROBLEM };

struct finding {
	enum finding_state state;
	const char *check; /* its id, as in database.version: does not change between releases */
	const char *what;
	const char *mend; /* NULL: there is nothing to mend */
	struct finding *next;
};

struct doctor {
	const struct command *command;
	const struct config *config;
	const char *cgi;     /* folder of the three programs */
	const char *sockets; /* folder of their sockets */
	const char *account; /* who runs the programs; NULL: nobody said */
	bool refused;        /* the database refuses calls, which is a finding */
	struct finding *first, **end;
	unsigned counts[FINDING_PROBLEM + 1];
};

/* The texts live as long as the arena. */
void finding_ok(struct doctor *doctor, const char *check, const char *what);
void finding_warning(struct doctor *doctor, const char *check, const char *what, const char *mend);
void finding_problem(struct doctor *doctor, const char *check, const char *what, const char *mend);

/* One of the three logins of [database]. */
struct login {
	const char *setting;
	const char *check;  /* the id of reaching it */
	const char *rights; /* and of its rights */
	const char *role;
	const char *connection;
	struct db *db;
	struct db_place place;
};

/* Whether a call of the owner's was answered; that one was not is said once. */
must_check bool doctor_answered(struct doctor *doctor, const struct login *owner,
				enum db_outcome outcome);

/* Mail and summaries, as the owner sees them. */
void doctor_outbox(struct doctor *doctor, const struct login *owner);

/* What each part looks at; doctor.c reads the configuration before. */
void doctor_configuration(struct doctor *doctor);
void doctor_files(struct doctor *doctor);
void doctor_programs(struct doctor *doctor);
void doctor_database(struct doctor *doctor);
void doctor_relay(struct doctor *doctor);

#endif
