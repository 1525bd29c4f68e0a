/* doctor_database: the database: its logins, their rights, the schema, its clock, the mail in it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "doctor.h"

#include "file.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define VERSION_LEAST 150000
#define SKEW_WARNS 5.0 /* seconds that no journey explains */
#define SKEW_DISTURBS 60.0

#define RELEASE_MEND "run undersigned setup, which is wanted after each update"

static bool look_at_login(struct doctor *doctor, struct login *login)
{
	struct arena *arena = doctor->command->arena;

	login->db = db_new(arena, doctor->config, login->connection);
	if (db_reach(login->db, arena, &login->place) != DB_DONE) {
		finding_problem(
			doctor, login->check,
			text_format(arena, "not reached: %s",
				    db_complaint(login->db, arena).message.bytes)
				.bytes,
			text_format(
				arena,
				"see that PostgreSQL runs and lets this login in (pg_hba.conf), "
				"or mend %s under [database]",
				login->setting)
				.bytes);
		return false;
	}
	if (login->place.read_only) {
		finding_problem(
			doctor, login->check,
			text_format(arena,
				    "%s can only read there: a standby, or "
				    "default_transaction_read_only is on",
				    login->place.login)
				.bytes,
			text_format(
				arena,
				"name the primary in %s under [database], with "
				"target_session_attrs=read-write where there are several hosts; "
				"or alter role ... reset default_transaction_read_only",
				login->setting)
				.bytes);
		return false;
	}
	finding_ok(doctor, login->check,
		   text_format(arena, "reached as %s", login->place.login).bytes);
	return true;
}

static bool look_at_server(struct doctor *doctor, const struct login *owner)
{
	struct arena *arena = doctor->command->arena;
	int version = owner->place.version;

	if (version < VERSION_LEAST) {
		finding_problem(
			doctor, "database.version",
			text_format(arena, "the server is PostgreSQL %d", version / 10000).bytes,
			"move the database to PostgreSQL 15 or newer, with pg_dump");
		return false;
	}
	finding_ok(doctor, "database.version",
		   text_format(arena, "PostgreSQL %d.%d", version / 10000, version % 10000).bytes);
	if (owner->place.utf8)
		return true;
	finding_problem(doctor, "database.encoding", "the database does not keep texts as UTF-8",
			"make it anew: createdb --template template0 --encoding UTF8 --owner ...");
	return false;
}

static void look_at_refusal(struct doctor *doctor, const struct login *owner)
{
	struct arena *arena = doctor->command->arena;
	struct db_complaint complaint = db_complaint(owner->db, arena);

	if (strcmp(complaint.sqlstate, "3F000") == 0)
		finding_problem(doctor, "database.schema", "the schema is not there",
				"run undersigned setup, which makes it");
	else if (strcmp(complaint.sqlstate, "42883") == 0)
		finding_problem(doctor, "database.functions",
				"a function of this release is not there", RELEASE_MEND);
	else
		finding_problem(doctor, "rights.owner",
				text_format(arena, "a call of %s was refused: %s",
					    owner->place.login, complaint.message.bytes)
					.bytes,
				"name the login that undersigned setup was run as with owner under "
				"[database]");
}

must_check bool doctor_answered(struct doctor *doctor, const struct login *owner,
				enum db_outcome outcome)
{
	if (outcome == DB_DONE)
		return true;
	if (!doctor->refused)
		look_at_refusal(doctor, owner);
	doctor->refused = true;
	return false;
}

static bool is_applied(const struct rows *applied, long number)
{
	for (size_t row = 0; row < applied->count; row++) {
		if (rows_number(applied, row, 0) == number)
			return true;
	}
	return false;
}

static void judge_migrations(struct doctor *doctor, const struct rows *applied,
			     const char *const *names)
{
	struct arena *arena = doctor->command->arena;
	int64_t newest = applied->count == 0 ? 0 : rows_number(applied, applied->count - 1, 0);
	const char *missing = NULL;
	long last = 0;

	for (; *names != NULL; names++) {
		last = strtol(*names, NULL, 10);
		if (missing == NULL && !is_applied(applied, last))
			missing = *names;
	}
	if (missing != NULL)
		finding_problem(doctor, "database.schema",
				text_format(arena, "the migration %s was not made", missing).bytes,
				RELEASE_MEND);
	else if (newest > last)
		finding_warning(doctor, "database.schema",
				text_format(arena,
					    "the schema (%lld) is of a newer release than this one "
					    "(%ld)",
					    (long long)newest, last)
					.bytes,
				"install the newer release here, too");
	else
		finding_ok(doctor, "database.schema",
			   text_format(arena, "all %ld migrations are made", last).bytes);
}

static bool look_at_schema(struct doctor *doctor, const struct login *owner)
{
	struct arena *arena = doctor->command->arena;
	const char *folder = text_format(arena, "%s/migrations", doctor->config->site_sql).bytes;
	const char *const *names;
	struct text complaint;
	struct rows applied;

	if (!doctor_answered(doctor, owner,
			     db_call(owner->db, arena, "migration_list", NULL, 0, &applied)))
		return false;
	/* Without the folder files.sql is a finding already. */
	if (file_names(arena, folder, ".sql", &names, &complaint))
		judge_migrations(doctor, &applied, names);
	return true;
}

static double date_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void look_at_clock(struct doctor *doctor, const struct login *owner)
{
	struct arena *arena = doctor->command->arena;
	double before = date_seconds(), after, skew;
	struct rows rows;
	const char *what;

	if (!doctor_answered(doctor, owner,
			     db_call(owner->db, arena, "clock_read", NULL, 0, &rows)))
		return;
	after = date_seconds();
	skew = strtod(rows_text(&rows, 0, 0).bytes, NULL);
	skew = skew < before ? skew - before : skew > after ? skew - after : 0;
	what = text_format(arena, "the database's clock is %.0f s %s", skew < 0 ? -skew : skew,
			   skew < 0 ? "behind" : "ahead")
		       .bytes;
	if (skew > -SKEW_WARNS && skew < SKEW_WARNS)
		finding_ok(doctor, "database.clock", "the database has the same time");
	else if (skew > -SKEW_DISTURBS && skew < SKEW_DISTURBS)
		finding_warning(doctor, "database.clock", what,
				"let NTP set the clocks of both machines");
	else
		finding_problem(doctor, "database.clock", what,
				"let NTP set the clocks of both machines: forms are refused as too "
				"old or too quick otherwise");
}

static void judge_rights(struct doctor *doctor, const struct login *login,
			 const struct rows *faults)
{
	struct arena *arena = doctor->command->arena;
	const char *object = rows_text(faults, 0, 1).bytes;
	unsigned more = (unsigned)faults->count - 1;

	if (text_is(rows_text(faults, 0, 0), "execute"))
		finding_problem(doctor, login->rights,
				text_format(arena, "%s may not call %s, and %u more",
					    login->place.login, object, more)
					.bytes,
				text_format(arena,
					    "as the owner of the role: grant %s to %s; and run "
					    "undersigned setup",
					    login->role, login->place.login)
					.bytes);
	else
		finding_problem(
			doctor, login->rights,
			text_format(arena,
				    "%s can read the table %s, and %u more, with all that "
				    "signers typed",
				    login->place.login, object, more)
				.bytes,
			text_format(arena,
				    "give the programs a login of their own that is in the role %s "
				    "and in no other, and is no superuser",
				    login->role)
				.bytes);
}

static void look_at_rights(struct doctor *doctor, const struct login *login,
			   const struct login *owner)
{
	struct arena *arena = doctor->command->arena;
	const char *values[] = {login->place.login, login->role};
	struct rows faults;

	if (strcmp(login->place.login, owner->place.login) == 0) {
		finding_ok(doctor, login->rights, "one login does everything, as on a shared host");
		return;
	}
	if (!doctor_answered(doctor, owner,
			     db_call(owner->db, arena, "doctor_rights", values, 2, &faults)))
		return;
	if (faults.count == 0)
		finding_ok(doctor, login->rights,
			   text_format(arena, "%s may do its part and read no table",
				       login->place.login)
				   .bytes);
	else
		judge_rights(doctor, login, &faults);
}

void doctor_database(struct doctor *doctor)
{
	const struct config *config = doctor->config;
	struct login logins[] = {
		{"connection",
		 "database.connection",
		 "rights.connection",
		 "undersigned_web",
		 config->database_connection,
		 NULL,
		 {0}},
		{"courier",
		 "database.courier",
		 "rights.courier",
		 "undersigned_courier",
		 config->database_courier,
		 NULL,
		 {0}},
		{"owner", "database.owner", "rights.owner", "", config->database_owner, NULL, {0}},
	};
	bool web = look_at_login(doctor, &logins[0]);
	bool courier = look_at_login(doctor, &logins[1]);
	const struct login *owner = &logins[2];

	if (!look_at_login(doctor, &logins[2]) || !look_at_server(doctor, owner) ||
	    !look_at_schema(doctor, owner))
		return;
	look_at_clock(doctor, owner);
	if (web)
		look_at_rights(doctor, &logins[0], owner);
	if (courier)
		look_at_rights(doctor, &logins[1], owner);
	doctor_outbox(doctor, owner);
}
