/* outbox_report: how the mail stands, for people, for programs, and as JSON. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "json.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BAR_WIDTH 40

/* The columns of outbox_report. */
enum { SECTION, NAME, DUE, UNDER_WAY, WAITING, SENT, DEAD, DROPPED, OLDEST };
/* Those of relay_report. */
enum { AWAY, PROBE, REPLY_CODE, REPLY, HOUR, DAY };

static const char *const stages[] = {
	[DUE] = "due",   [UNDER_WAY] = "under way", [WAITING] = "waiting",
	[SENT] = "sent", [DEAD] = "dead",           [DROPPED] = "dropped",
};

struct report {
	const struct command *command;
	struct rows mails;
	struct rows relay;
};

static bool is_in(const struct report *report, size_t row, const char *section)
{
	return text_is(rows_text(&report->mails, row, SECTION), section);
}

static const char *name_of(const struct report *report, size_t row)
{
	struct text name = rows_text(&report->mails, row, NAME);

	return text_empty(name) ? "(erased)" : name.bytes;
}

/* "4 min": as much as somebody wants to know. */
static const char *age(struct arena *arena, int64_t seconds)
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = {{86400, "days"}, {3600, "h"}, {60, "min"}, {1, "s"}};
	size_t i = 0;

	while (i < 3 && seconds < 2 * units[i].seconds)
		i++;
	return text_format(arena, "%lld %s", (long long)(seconds / units[i].seconds), units[i].unit)
		.bytes;
}

static void print_relay(const struct report *report)
{
	struct arena *arena = report->command->arena;
	const struct config *config = report->command->config;
	const struct rows *relay = &report->relay;

	if (rows_null(relay, 0, AWAY))
		printf("relay     answers\n");
	else
		printf("relay     away for %s, last reply: %s %s; tried again in %s\n",
		       age(arena, rows_number(relay, 0, AWAY)),
		       rows_number(relay, 0, REPLY_CODE) == 0
			       ? "none"
			       : rows_text(relay, 0, REPLY_CODE).bytes,
		       rows_text(relay, 0, REPLY).bytes, age(arena, rows_number(relay, 0, PROBE)));
	if (config->mail_hour_limit > 0)
		printf("this hour %s of %u mails\n", rows_text(relay, 0, HOUR).bytes,
		       config->mail_hour_limit);
	if (config->mail_day_limit > 0)
		printf("this day  %s of %u mails\n", rows_text(relay, 0, DAY).bytes,
		       config->mail_day_limit);
}

/* A line for each stage, with a bar that compares them. */
static void print_chart(const struct report *report, size_t row)
{
	const struct rows *mails = &report->mails;
	int64_t most = 1;

	for (int stage = DUE; stage <= DROPPED; stage++) {
		if (rows_number(mails, row, stage) > most)
			most = rows_number(mails, row, stage);
	}
	for (int stage = DUE; stage <= DROPPED; stage++) {
		int64_t count = rows_number(mails, row, stage);
		int width = (int)((count * BAR_WIDTH + most - 1) / most);

		printf("%-10s %10lld %.*s\n", stages[stage], (long long)count, width,
		       "########################################");
	}
	if (!rows_null(mails, row, OLDEST))
		printf("the oldest that is not out is owed for %s\n",
		       age(report->command->arena, rows_number(mails, row, OLDEST)));
}

static void print_table(const struct report *report, const char *section)
{
	const struct rows *mails = &report->mails;

	printf("\n%-26s %8s %9s %8s %10s %8s %8s %8s\n", section, "due", "under way", "waiting",
	       "sent", "dead", "dropped", "oldest");
	for (size_t row = 0; row < mails->count; row++) {
		if (!is_in(report, row, section))
			continue;
		printf("%-26s %8s %9s %8s %10s %8s %8s %8s\n", name_of(report, row),
		       rows_text(mails, row, DUE).bytes, rows_text(mails, row, UNDER_WAY).bytes,
		       rows_text(mails, row, WAITING).bytes, rows_text(mails, row, SENT).bytes,
		       rows_text(mails, row, DEAD).bytes, rows_text(mails, row, DROPPED).bytes,
		       rows_null(mails, row, OLDEST)
			       ? "-"
			       : age(report->command->arena, rows_number(mails, row, OLDEST)));
	}
}

static void print_reasons(const struct report *report)
{
	bool any = false;

	for (size_t row = 0; row < report->mails.count; row++) {
		if (!is_in(report, row, "reason"))
			continue;
		if (!any)
			printf("\ndead, and why\n");
		any = true;
		printf("%10s %s\n", rows_text(&report->mails, row, DEAD).bytes,
		       name_of(report, row));
	}
	if (any)
		printf("\nOnce that is mended: undersigned outbox retry dead\n");
}

static void print_for_people(const struct report *report)
{
	print_relay(report);
	printf("\n");
	for (size_t row = 0; row < report->mails.count; row++) {
		if (is_in(report, row, "all"))
			print_chart(report, row);
	}
	print_table(report, "kind");
	print_table(report, "domain");
	print_reasons(report);
}

/* Section, name, then what it counts, with tabs between; oldest in seconds. */
static void print_for_programs(const struct report *report)
{
	const struct rows *relay = &report->relay;

	printf("relay\t%s\t%s\t%s\t%s\t%s\t%s\n", rows_null(relay, 0, AWAY) ? "answers" : "away",
	       rows_text(relay, 0, AWAY).bytes, rows_text(relay, 0, REPLY_CODE).bytes,
	       rows_text(relay, 0, REPLY).bytes, rows_text(relay, 0, HOUR).bytes,
	       rows_text(relay, 0, DAY).bytes);
	for (size_t row = 0; row < report->mails.count; row++) {
		printf("%s\t%s", rows_text(&report->mails, row, SECTION).bytes,
		       rows_text(&report->mails, row, NAME).bytes);
		for (int column = DUE; column <= OLDEST; column++)
			printf("\t%s", rows_text(&report->mails, row, column).bytes);
		printf("\n");
	}
}

static void json_count(struct json *json, const struct rows *rows, size_t row, int column)
{
	json_number(json, column == OLDEST ? "oldest_seconds" : stages[column],
		    (unsigned long long)rows_number(rows, row, column));
}

static void json_counts(struct json *json, const struct rows *mails, size_t row)
{
	for (int column = DUE; column <= DROPPED; column++)
		json_count(json, mails, row, column);
	if (rows_null(mails, row, OLDEST))
		json_null(json, "oldest_seconds");
	else
		json_count(json, mails, row, OLDEST);
}

static void json_section(struct json *json, const struct report *report, const char *section)
{
	json_open(json, section, '[');
	for (size_t row = 0; row < report->mails.count; row++) {
		if (!is_in(report, row, section))
			continue;
		json_open(json, NULL, '{');
		json_text(json, "name", rows_text(&report->mails, row, NAME));
		json_counts(json, &report->mails, row);
		json_close(json, '{');
	}
	json_close(json, '[');
}

static void json_relay(struct json *json, const struct report *report)
{
	const struct config *config = report->command->config;
	const struct rows *relay = &report->relay;
	bool away = !rows_null(relay, 0, AWAY);

	json_open(json, "relay", '{');
	json_bool(json, "answers", !away);
	if (away) {
		json_number(json, "away_seconds", (unsigned long long)rows_number(relay, 0, AWAY));
		json_number(json, "probe_seconds",
			    (unsigned long long)rows_number(relay, 0, PROBE));
		json_number(json, "reply_code",
			    (unsigned long long)rows_number(relay, 0, REPLY_CODE));
		json_text(json, "reply", rows_text(relay, 0, REPLY));
	}
	json_number(json, "hour", (unsigned long long)rows_number(relay, 0, HOUR));
	json_number(json, "hour_limit", config->mail_hour_limit);
	json_number(json, "day", (unsigned long long)rows_number(relay, 0, DAY));
	json_number(json, "day_limit", config->mail_day_limit);
	json_close(json, '{');
}

static void print_json(const struct report *report)
{
	struct json json = {.builder = {.arena = report->command->arena}};

	json_open(&json, NULL, '{');
	json_relay(&json, report);
	for (size_t row = 0; row < report->mails.count; row++) {
		if (is_in(report, row, "all"))
			json_counts(&json, &report->mails, row);
	}
	json_section(&json, report, "kind");
	json_section(&json, report, "domain");
	json_section(&json, report, "reason");
	json_close(&json, '{');
	printf("%s\n", json_done(&json).bytes);
}

enum command_exit outbox_report(const struct command *command, bool json)
{
	struct report report = {.command = command};
	enum db_outcome outcome =
		db_call(command->db, command->arena, "outbox_report", NULL, 0, &report.mails);

	if (outcome == DB_DONE)
		outcome = db_call(command->db, command->arena, "relay_report", NULL, 0,
				  &report.relay);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (json)
		print_json(&report);
	else if (isatty(STDOUT_FILENO) == 1)
		print_for_people(&report);
	else
		print_for_programs(&report);
	return COMMAND_DONE;
}
