/* report: what mail servers and people send back, and what is learnt of it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "report.h"
#include "file.h"
#include "check.h"

#include <stdio.h>
#include <string.h>

#define PART_START                                                                                 \
	"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n"              \
	"--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a.example\n\n"
#define PART_END "\n--x--\n"

/* Files of tests/fuzz/corpus/report. */
struct sample_row {
	const char *name;
	enum report_kind kind;
	const char *status;
};

static const struct sample_row samples[] = {
	{"postfix-refused", REPORT_REFUSED, "5.1.1"},
	{"postfix-expired", REPORT_FAILED, "4.4.1"},
	{"postfix-delayed", REPORT_DELAYED, "4.4.1"},
	{"postfix-full", REPORT_FAILED, "4.2.2"},
	{"postfix-success", REPORT_NONE, "2.1.5"},
	{"exim-vague", REPORT_FAILED, "4.2.2"},
	{"exchange-refused", REPORT_REFUSED, "5.1.10"},
	{"encoded-refused", REPORT_REFUSED, "5.2.1"},
	{"list-expanded", REPORT_NONE, "2.0.0"},
	{"qmail", REPORT_FAILED, ""},
	{"complaint", REPORT_COMPLAINED, ""},
	{"complaint-redacted", REPORT_COMPLAINED, ""},
	{"not-spam", REPORT_NONE, ""},
	{"auth-failure", REPORT_NONE, ""},
	{"out-of-office", REPORT_NONE, ""},
	{"answer", REPORT_NONE, ""},
	{"receipt", REPORT_NONE, ""},
	{"loop", REPORT_NONE, ""},
	{"vacant", REPORT_NONE, ""},
};

static struct report read_sample(const char *name)
{
	const char *path = text_format(arena, "tests/fuzz/corpus/report/%s.eml", name).bytes;
	struct text message, complaint;
	struct report report;

	if (!file_read(arena, check_source(path), 1 << 20, &message, &complaint))
		fail_msg("%s", complaint.bytes);
	assert_true(report_read(arena, message, &report));
	return report;
}

static void understands(const void *row)
{
	const struct sample_row *sample = row;
	struct report report = read_sample(sample->name);

	assert_int_equal(report.kind, sample->kind);
	check_text(report.status, sample->status);
}

/* All that quote our mail do so where we look: by its return path, or by its Message-ID. */
static void hears_the_name(const void *row)
{
	const struct sample_row *sample = row;
	struct report report = read_sample(sample->name);

	if (sample->kind != REPORT_NONE && strstr(report.words.bytes, "@RETURN_PATH@") == NULL)
		check_part(report.words, "@MESSAGE_ID@");
}

struct group_row {
	const char *name; /* the fields */
	enum report_kind kind;
	const char *status;
};

static const struct group_row groups[] = {
	{"Action: failed\nStatus: 5.1.1", REPORT_REFUSED, "5.1.1"},
	{"action: FAILED\nstatus:5.999.999", REPORT_REFUSED, "5.999.999"},
	{"Action: failed\nStatus: 5.1.1 (no such user)", REPORT_REFUSED, "5.1.1"},
	{"Status: 5.7.1", REPORT_REFUSED, "5.7.1"},
	{"Action: failed\nStatus: 4.2.2", REPORT_FAILED, "4.2.2"},
	{"Action: failed", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 5", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 5.1", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 5.1.", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 5.1.1234", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 5.1234.1", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 3.1.1", REPORT_FAILED, ""},
	{"Action: failed\nStatus: unknown", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 2.0.0", REPORT_NONE, "2.0.0"},
	{"Action: delayed\nStatus: 5.1.1", REPORT_DELAYED, "5.1.1"},
	{"Action: delivered\nStatus: 5.1.1", REPORT_NONE, "5.1.1"},
	{"Action: relayed", REPORT_NONE, ""},
	{"Action: expanded", REPORT_NONE, ""},
	{"Final-Recipient: rfc822; a@b", REPORT_NONE, ""},
	{"Action: failed\nDiagnostic-Code: smtp; 550 5.1.1 gone", REPORT_REFUSED, "5.1.1"},
	{"Action: failed\nDiagnostic-Code: smtp;550-5.1.1 gone", REPORT_REFUSED, "5.1.1"},
	{"Action: failed\nDiagnostic-Code: smtp; 550 gone", REPORT_REFUSED, "5.0.0"},
	{"Action: failed\nDiagnostic-Code: smtp; 451 later", REPORT_FAILED, "4.0.0"},
	{"Action: failed\nDiagnostic-Code: X-Unix; 77", REPORT_FAILED, ""},
	{"Action: failed\nDiagnostic-Code: 550 5.1.1", REPORT_REFUSED, "5.1.1"},
	{"Action: failed\nDiagnostic-Code: smtp;", REPORT_FAILED, ""},
	{"Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 450 4.2.2 full", REPORT_FAILED,
	 "4.2.2"},
	{"Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 450 4.2.2 full", REPORT_REFUSED,
	 "5.1.1"},
	{"Status: 5.1.1\nAction: failed\n\nStatus: 4.2.2\nAction: failed", REPORT_FAILED, "4.2.2"},
	{"Status: 5.1.1\nAction: failed\n\nAction: expanded", REPORT_NONE, ""},
	{"Status: 5.1.1\nAction: failed\n\n\nStatus: 5.1.2\nAction: failed", REPORT_REFUSED,
	 "5.1.1"},
};

static void reads_a_group(const void *row)
{
	const struct group_row *expected = row;
	struct text message = text_format(arena, PART_START "%s\n" PART_END, expected->name);
	struct report report;

	assert_true(report_read(arena, message, &report));
	assert_int_equal(report.kind, expected->kind);
	check_text(report.status, expected->status);
}

/* As a stranger may send it: no part too many, no level too deep is fatal. */
static void survives_depth(void)
{
	struct builder message = {.arena = arena};
	struct report report;

	for (int i = 0; i < 10000; i++)
		builder_format(&message, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n",
			       i, i);
	for (int i = 0; i < 10000; i++)
		builder_string(&message, "Content-Type: message/rfc822\n\n");
	assert_true(report_read(arena, builder_done(&message), &report));
	assert_int_equal(report.kind, REPORT_NONE);
}

static void survives_many_parts(void)
{
	struct builder message = {.arena = arena};
	struct report report;

	builder_string(&message, "Content-Type: multipart/mixed; boundary=x\n\n");
	for (int i = 0; i < 10000; i++)
		builder_string(&message, "--x\nContent-Type: text/plain\n\na\n");
	assert_true(report_read(arena, builder_done(&message), &report));
	assert_int_equal(report.kind, REPORT_NONE);
}

int main(void)
{
	struct report report;

	arena = arena_new();
	if (!report_read(arena, text_literal(""), &report)) {
		puts("1..0 # SKIP undersigned was built without GMime");
		return 0;
	}
	arena_free(arena);
	check_rows("sample", understands, samples);
	check_rows("quotes", hears_the_name, samples);
	check_rows("group", reads_a_group, groups);
	check("levels without end", survives_depth);
	check("parts without end", survives_many_parts);
	return check_run();
}
