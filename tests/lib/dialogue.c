/* dialogue: what each reply of a relay means for the mail, wherever the conversation ends. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "dialogue.h"
#include "check.h"

#include <string.h>

#define TO_MAIL "S220 relay\nCEHLO us\nS250 relay\nCMAIL FROM:<a@example.org>\n"
#define TO_RCPT TO_MAIL "S250 2.1.0 ok\nCRCPT TO:<b@example.org>\n"
#define TO_DATA TO_RCPT "S250 2.1.5 ok\nCDATA\n"
#define TO_DOT TO_DATA "S354 go on\n"

/* A line a row of what is said: C by us, S by the relay. */
static void follow(struct dialogue *dialogue, const char *said)
{
	dialogue_begin(dialogue);
	while (*said != '\0') {
		size_t size = strcspn(said, "\n");
		struct text line = text_format(arena, "%.*s\r\n", (int)size - 1, said + 1);

		if (*said == 'C')
			dialogue_say(dialogue, line.bytes, line.size);
		else
			dialogue_hear(dialogue, line.bytes, line.size);
		said += size + 1;
	}
}

struct outcome_row {
	const char *name;
	const char *said;
	enum smtp_outcome outcome;
	unsigned code;
	const char *status;
};

static const struct outcome_row outcomes[] = {
	{"nothing", "", SMTP_UNREACHED, 0, ""},
	{"closed", "S421 4.3.2 closed\n", SMTP_UNREACHED, 421, "4.3.2"},
	{"go away", "S554 5.7.1 go away\n", SMTP_UNREACHED, 554, "5.7.1"},
	{"no TLS", "S220 a\nCEHLO b\nS250 a\n", SMTP_UNREACHED, 250, ""},
	{"no login", "S220 a\nCEHLO b\nS250 a\nCAUTH PLAIN eA==\nS535 5.7.8 no\n", SMTP_UNREACHED,
	 535, "5.7.8"},

	{"MAIL: silence", TO_MAIL, SMTP_UNREACHED, 0, ""},
	{"MAIL: later", TO_MAIL "S451 4.3.0 later\n", SMTP_LATER, 451, "4.3.0"},
	{"MAIL: not you", TO_MAIL "S550 5.7.1 not you\n", SMTP_LATER, 550, "5.7.1"},
	{"MAIL: closing", TO_MAIL "S421 4.7.0 enough\n", SMTP_UNREACHED, 421, "4.7.0"},
	{"MAIL: taken, then gone", TO_MAIL "S250 ok\n", SMTP_UNREACHED, 250, ""},

	{"RCPT: silence", TO_RCPT, SMTP_UNREACHED, 0, ""},
	{"RCPT: half an answer", TO_RCPT "S550-5.1.1 no\n", SMTP_UNREACHED, 0, ""},
	{"RCPT: busy", TO_RCPT "S450 4.2.1 busy\n", SMTP_LATER, 450, "4.2.1"},
	{"RCPT: unknown", TO_RCPT "S550 5.1.1 unknown\n", SMTP_REFUSED, 550, "5.1.1"},
	{"RCPT: unknown, in lines", TO_RCPT "S550-5.1.1 no\nS550 5.1.1 such\n", SMTP_REFUSED, 550,
	 "5.1.1"},
	{"RCPT: no status", TO_RCPT "S550 no such user\n", SMTP_REFUSED, 550, ""},
	{"RCPT: the code alone", TO_RCPT "S550\n", SMTP_REFUSED, 550, ""},
	{"RCPT: no mail there", TO_RCPT "S556 5.1.10 null MX\n", SMTP_REFUSED, 556, "5.1.10"},
	{"RCPT: full for good", TO_RCPT "S552 5.2.2 full\n", SMTP_REFUSED, 552, "5.2.2"},
	{"RCPT: no relaying", TO_RCPT "S554 5.7.1 Relay access denied\n", SMTP_LATER, 554, "5.7.1"},
	{"RCPT: log in first", TO_RCPT "S530 Authentication required\n", SMTP_LATER, 530, ""},
	{"RCPT: sender unknown", TO_RCPT "S550 5.1.8 bad sender\n", SMTP_LATER, 550, "5.1.8"},
	{"RCPT: bad sequence", TO_RCPT "S503 bad sequence\n", SMTP_LATER, 503, ""},
	{"RCPT: no such class", TO_RCPT "S999 what\n", SMTP_UNREACHED, 999, ""},

	{"DATA: silence", TO_DATA, SMTP_UNREACHED, 0, ""},
	{"DATA: no disk", TO_DATA "S451 4.3.0 disk\n", SMTP_LATER, 451, "4.3.0"},
	{"DATA: nobody valid", TO_DATA "S554 5.1.1 nobody\n", SMTP_REFUSED, 554, "5.1.1"},
	{"DATA: a wrong yes", TO_DATA "S250 ok\n", SMTP_UNREACHED, 250, ""},

	{"dot: silence", TO_DOT, SMTP_UNKNOWN, 0, ""},
	{"dot: half an answer", TO_DOT "S250-2.0.0 it is\n", SMTP_UNKNOWN, 0, ""},
	{"dot: nonsense", TO_DOT "Shello\n", SMTP_UNKNOWN, 0, ""},
	{"dot: taken", TO_DOT "S250 2.0.0 ours\n", SMTP_SENT, 250, "2.0.0"},
	{"dot: taken in other words", TO_DOT "S252 it may be\n", SMTP_SENT, 252, ""},
	{"dot: no disk", TO_DOT "S452 4.3.1 disk\n", SMTP_LATER, 452, "4.3.1"},
	{"dot: closing", TO_DOT "S421 4.3.2 closing\n", SMTP_UNREACHED, 421, "4.3.2"},
	{"dot: spam", TO_DOT "S554 5.7.1 spam\n", SMTP_REJECTED, 554, "5.7.1"},
	{"dot: not that content", TO_DOT "S550 5.6.1 media\n", SMTP_REJECTED, 550, "5.6.1"},
	{"dot: too large", TO_DOT "S552 5.3.4 too large\n", SMTP_REJECTED, 552, "5.3.4"},
	{"dot: unknown there", TO_DOT "S550 5.1.1 unknown\n", SMTP_REFUSED, 550, "5.1.1"},
	{"dot: no status", TO_DOT "S554 failed\n", SMTP_REFUSED, 554, ""},

	{"QUIT changes nothing", TO_RCPT "S550 5.1.1 no\nCQUIT\nS221 bye\n", SMTP_REFUSED, 550,
	 "5.1.1"},
	{"a status of another class", TO_RCPT "S450 5.1.1 what\n", SMTP_LATER, 450, ""},
	{"a status that is none", TO_RCPT "S550 5.1 user\n", SMTP_REFUSED, 550, ""},
	{"an address for a status", TO_RCPT "S550 5.1.1.192.168\n", SMTP_REFUSED, 550, ""},
	{"a status that does not end", TO_RCPT "S550 5.1.\n", SMTP_REFUSED, 550, ""},
	{"a status too long", TO_RCPT "S550 5.111111111.1\n", SMTP_REFUSED, 550, ""},
};

static void means(const void *row)
{
	const struct outcome_row *expected = row;
	struct dialogue dialogue = {0};

	follow(&dialogue, expected->said);
	assert_int_equal(dialogue_outcome(&dialogue), expected->outcome);
	assert_int_equal(dialogue.code, expected->code);
	assert_string_equal(dialogue.status, expected->status);
}

/* The next mail on a connection owes nothing to the one before. */
static void begins_anew(void)
{
	struct dialogue dialogue = {0};

	follow(&dialogue, TO_RCPT "S550 5.1.1 unknown\n");
	dialogue_begin(&dialogue);
	assert_int_equal(dialogue_outcome(&dialogue), SMTP_UNREACHED);
	assert_int_equal(dialogue.code, 0);
	assert_string_equal(dialogue.status, "");
}

static void knows_what_is_offered(void)
{
	struct dialogue dialogue = {0};

	follow(&dialogue, "S220 a\nCEHLO b\nS250-a\nS250-SMTPUTF8\nS250 8BITMIME\n");
	assert_true(dialogue.smtputf8);
	dialogue_begin(&dialogue);
	assert_true(dialogue.smtputf8);
	follow(&dialogue, "S220-SMTPUTF8\nS220 SMTPUTF8\nCEHLO b\nS250 a\n");
	assert_false(dialogue.smtputf8);
	follow(&dialogue, "S220 a\nCEHLO b\nS250 SMTPUTF8\nCSTARTTLS\nS220 go\nCEHLO b\nS250 a\n");
	assert_false(dialogue.smtputf8);
	follow(&dialogue, "S220 a\nCEHLO b\nS250 a\nCNOOP\nS250 SMTPUTF8\n");
	assert_false(dialogue.smtputf8);
}

static void knows_what_is_secret(void)
{
	struct dialogue dialogue = {0};

	follow(&dialogue, "S220 a\nCEHLO b\nS250 AUTH LOGIN\n");
	assert_false(dialogue.in_auth);
	follow(&dialogue, "CAUTH LOGIN\nS334 VXNlcm5hbWU6\nCeA==\nS334 UGFzc3dvcmQ6\nCeA==\n");
	assert_true(dialogue.in_auth);
	follow(&dialogue, "CAUTH LOGIN\nS334 VXNlcm5hbWU6\nCeA==\nS235 welcome\n");
	assert_false(dialogue.in_auth);
	follow(&dialogue, "CAUTH LOGIN\nS535 no\nCQUIT\n");
	assert_false(dialogue.in_auth);
}

/* Bytes are not lines: a NUL, no end, nothing at all. */
static void hears_any_bytes(void)
{
	static const char line[] = "550 5.1.1 no\0 such";
	struct dialogue dialogue = {0};

	follow(&dialogue, TO_RCPT);
	for (size_t size = 0; size < 3; size++)
		dialogue_hear(&dialogue, line, size);
	dialogue_hear(&dialogue, "\0\0\0\0", 4);
	assert_int_equal(dialogue.code, 0);
	dialogue_hear(&dialogue, line, sizeof(line));
	assert_int_equal(dialogue.code, 550);
	assert_string_equal(dialogue.status, "5.1.1");
}

int main(void)
{
	check_rows("means", means, outcomes);
	check("begins anew", begins_anew);
	check("knows what is offered", knows_what_is_offered);
	check("knows what is secret", knows_what_is_secret);
	check("hears any bytes", hears_any_bytes);
	return check_run();
}
