/* doctor_outbox: whether mail gets out, and what else couriers are to do. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "doctor.h"

#include <stdlib.h>

#define DUE_WARNS 600  /* seconds */
#define STALE_WARNS 50 /* blocks of 16,384 signatures */

/* The columns of doctor_report. */
enum { SUPERUSER, SETTLED, DEAD, STALE };

static const char *mend_mail(const struct doctor *doctor)
{
	return doctor->config->mail_couriers == 0
		       ? "couriers = 0: put undersigned mail --once into cron, each minute, and "
			 "look "
			 "what it says"
		       : "see that sign runs, and its log; where the web server ends idle programs "
			 "say couriers = 0 and put undersigned mail --once into cron";
}

/* A mail could go for a long time, and nobody takes any. */
static bool is_idle(const struct rows *next, const struct rows *report)
{
	return !rows_null(next, 0, 0) && strtod(rows_text(next, 0, 0).bytes, NULL) < -DUE_WARNS &&
	       (rows_null(report, 0, SETTLED) || rows_number(report, 0, SETTLED) > DUE_WARNS);
}

static void look_at_mail(struct doctor *doctor, const struct login *owner,
			 const struct rows *report)
{
	struct arena *arena = doctor->command->arena;
	const struct config *config = doctor->config;
	const char *limits[] = {db_number(arena, config->mail_hour_limit),
				db_number(arena, config->mail_day_limit)};
	struct rows next;

	if (!doctor_answered(doctor, owner,
			     db_call(owner->db, arena, "outbox_next", limits, 2, &next)))
		return;
	if (text_is(rows_text(&next, 0, 1), "relay"))
		finding_problem(doctor, "outbox.relay", "mail waits: couriers found the relay away",
				"undersigned mail test ADDRESS shows what the relay says; they try "
				"it again by themselves");
	else if (is_idle(&next, report))
		finding_problem(
			doctor, "outbox.age",
			text_format(arena,
				    "mail could go for %.0f minutes, and no courier takes it",
				    -strtod(rows_text(&next, 0, 0).bytes, NULL) / 60)
				.bytes,
			mend_mail(doctor));
	else
		finding_ok(doctor, "outbox.age", "no mail waits for a courier");
	if (rows_number(report, 0, DEAD) > 0)
		finding_warning(
			doctor, "outbox.dead",
			text_format(arena, "%s mails are dead", rows_text(report, 0, DEAD).bytes)
				.bytes,
			"undersigned outbox says why; then undersigned outbox retry dead, or drop "
			"dead");
}

void doctor_outbox(struct doctor *doctor, const struct login *owner)
{
	struct arena *arena = doctor->command->arena;
	struct rows report;

	if (!doctor_answered(doctor, owner,
			     db_call(owner->db, arena, "doctor_report", NULL, 0, &report)))
		return;
	if (rows_bool(&report, 0, SUPERUSER))
		finding_warning(doctor, "rights.owner",
				text_format(arena, "%s is a superuser", owner->place.login).bytes,
				"let a login that is none own the database: createuser "
				"--createrole");
	look_at_mail(doctor, owner, &report);
	if (rows_number(&report, 0, STALE) > STALE_WARNS)
		finding_warning(
			doctor, "summaries.stale",
			text_format(arena,
				    "%s blocks of signatures wait for their summary: the "
				    "organizers' views are slow",
				    rows_text(&report, 0, STALE).bytes)
				.bytes,
			"undersigned count --refresh; couriers do it when they have nothing to "
			"send, so see that one runs");
}
