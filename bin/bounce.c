/* bounce: reads a report of mail that did not arrive, as a mail server pipes it in. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "bounce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MESSAGE_LIMIT (1 << 20) /* a report says what it has to say long before */

struct bounce_options {
	bool explain;
	const char *address; /* that it was sent to; NULL: not said */
};

static bool read_options(const struct command *command, struct bounce_options *options)
{
	int at = 0;

	if (at < command->argc && strcmp(command->argv[at], "--explain") == 0) {
		options->explain = true;
		at++;
	}
	if (at < command->argc && command->argv[at][0] != '-')
		options->address = command->argv[at++];
	return at == command->argc && !isatty(STDIN_FILENO);
}

/* All of it is read, or the mail server would take the pipe for broken; what is over the limit is
 * not kept. The line that a mailbox file begins with may stand in front. */
static struct text message_read(struct arena *arena)
{
	struct builder message = {.arena = arena};
	char bytes[8192];
	size_t size, line;

	while ((size = fread(bytes, 1, sizeof(bytes), stdin)) > 0) {
		if (message.size + size <= MESSAGE_LIMIT)
			builder_add(&message, bytes, size);
	}
	builder_done(&message);
	if (message.size < 5 || memcmp(message.bytes, "From ", 5) != 0)
		return (struct text){message.bytes, message.size};
	line = strcspn(message.bytes, "\n");
	line += message.bytes[line] == '\n';
	return (struct text){message.bytes + line, message.size - line};
}

/* Where the mail server says whom it was sent to, else where the report quotes our mail. */
static struct text words_all(struct arena *arena, const struct bounce_options *options,
			     struct text quoted)
{
	static const char *const variables[] = {"RECIPIENT", "ORIGINAL_RECIPIENT",
						"ORIG_RECIPIENT"};
	struct builder words = {.arena = arena};

	if (options->address != NULL)
		builder_format(&words, "%s\n", options->address);
	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *value = getenv(variables[i]);

		builder_format(&words, "%s\n", value == NULL ? "" : value);
	}
	builder_text(&words, quoted);
	return builder_done(&words);
}

static const char *kind_sentence(enum report_kind kind)
{
	switch (kind) {
	case REPORT_NONE:
		return "no report of mail that did not arrive";
	case REPORT_DELAYED:
		return "delayed, and tried again by whoever has it";
	case REPORT_FAILED:
		return "failed for now";
	case REPORT_REFUSED:
		return "refused for good";
	case REPORT_COMPLAINED:
		return "a complaint";
	}
	return "";
}

static const char *outcome_sentence(enum bounce_outcome outcome)
{
	switch (outcome) {
	case BOUNCE_SUPPRESSED:
		return "the address is not written to any more";
	case BOUNCE_COUNTED:
		return "counted";
	case BOUNCE_UNCHANGED:
		return "known already";
	case BOUNCE_UNKNOWN:
		return "nothing is left of that mail";
	case BOUNCE_AWAY:
		return "not stored";
	}
	return "";
}

/* Says nothing without --explain: some mail servers send back whatever a command prints. */
static void explain(const struct bounce_options *options, const struct report *report,
		    const char *outcome)
{
	if (options->explain)
		printf("%s\t%s\t%s\n", kind_sentence(report->kind), report->status.bytes, outcome);
}

static enum command_exit report_use(const struct command *command,
				    const struct bounce_options *options,
				    const struct report *report)
{
	const struct config *config = command->config;
	struct arena *arena = command->arena;
	struct bounce bounce = {.kind = report->kind, .status = report->status};
	enum bounce_outcome outcome;
	const struct secret *secret;
	struct text complaint;

	if (!secret_read(arena, config->site_secret_file, &secret, &complaint))
		return command_fail("%s", complaint.bytes);
	if (!bounce_find(secret, words_all(arena, options, report->words), &bounce)) {
		explain(options, report, "of no mail of this site");
		return COMMAND_DONE;
	}
	outcome = bounce_add(db_new(arena, config, config->database_courier), arena, &bounce,
			     config->limits_bounces);
	explain(options, report, outcome_sentence(outcome));
	if (outcome == BOUNCE_AWAY)
		return command_fail("the report is not stored: the line above says why; the mail "
				    "server brings it again");
	return COMMAND_DONE;
}

enum command_exit bounce_command(const struct command *command)
{
	struct bounce_options options = {0};
	struct report report;

	if (!read_options(command, &options))
		return command_misused(command);
	if (!report_read(command->arena, message_read(command->arena), &report))
		return command_fail(
			"this undersigned was built without GMime, so it reads no mail: "
			"install gmime, then configure and make again");
	if (report.kind != REPORT_NONE)
		return report_use(command, &options, &report);
	explain(&options, &report, "nothing to do");
	return COMMAND_DONE;
}
