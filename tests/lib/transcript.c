/* transcript: each line has its sentence, and each no what to do about it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "transcript.h"
#include "check.h"

#include <string.h>

#define TO_MAIL "<220 relay\n>EHLO us\n<250 relay\n>MAIL FROM:<a@example.org>\n"
#define TO_RCPT TO_MAIL "<250 ok\n>RCPT TO:<b@example.org>\n"
#define TO_DOT TO_RCPT "<250 ok\n>DATA\n<354 go on\n"

struct line_row {
	const char *name;
	const char *said; /* "> ours", "< theirs", "* an aside" */
	const char *last; /* what the last line means; NULL: nothing to an admin */
	const char *advice;
};

static const struct line_row lines[] = {
	{"greeting", "<220 relay\n", "the relay is there", NULL},
	{"closed", "<421 closed\n", "it is closing, or has had enough", "try again"},
	{"go away", "<554 no\n", "it does not talk to this machine", "relay under [mail]"},
	{"offers: the name", "<220 a\n>EHLO b\n<250-a\n", "", NULL},
	{"offers: STARTTLS", "<220 a\n>EHLO b\n<250-STARTTLS\n", "it can encrypt", NULL},
	{"offers: SMTPUTF8", "<220 a\n>EHLO b\n<250 SMTPUTF8\n", "letters of any script", NULL},
	{"no TLS", "<220 a\n>EHLO b\n<250 a\n>STARTTLS\n<502 what\n", "it does not encrypt",
	 "smtps://"},
	{"let in", "<220 a\n>EHLO b\n<250 a\n>AUTH PLAIN (secret)\n<235 ok\n", "we are let in",
	 NULL},
	{"wrong password", "<220 a\n>EHLO b\n<250 a\n>AUTH PLAIN\n<334 \n>(secret)\n<535 no\n",
	 "user and password are not right", "token_file"},
	{"not this way", "<220 a\n>EHLO b\n<250 a\n>AUTH PLAIN\n<538 no\n", "this way to log in",
	 "auth under [mail]"},
	{"log in first", TO_MAIL "<530 5.7.0 log in\n", "it wants us to log in",
	 "user and password"},
	{"not this sender", TO_MAIL "<550 5.7.1 no\n", "from this address", "return_path"},
	{"no mailbox", TO_RCPT "<550 5.1.1 no\n", "no such mailbox", "is right"},
	{"the code alone", TO_RCPT "<550\n", "no such mailbox", "is right"},
	{"no relaying", TO_RCPT "<554 5.7.1 no\n", "for this address from us", "operator"},
	{"grey", TO_RCPT "<451 4.7.1 grey\n", "not now", "a courier tries again"},
	{"taken", TO_RCPT "<250 2.1.5 ok\n", "it takes mail for this address", NULL},
	{"waits", TO_DOT, "it waits for the message", NULL},
	{"spam", TO_DOT "<554 5.7.1 spam\n", "for spam", "SPF"},
	{"has it", TO_DOT "<250 ok\n", "it has the mail", NULL},
	{"bye", TO_DOT "<250 ok\n>QUIT\n<221 bye\n", "", NULL},
	{"a no after QUIT", TO_DOT "<250 ok\n>QUIT\n<500 bye\n", "", NULL},
	{"no reply at all", "<22\n", "", NULL},
	{"connected", "*Connected to relay (192.0.2.1) port 25 (#0)\n", "", NULL},
	{"the library's own", "*Mark bundle as not supporting multiuse\n", NULL, NULL},
};

static void explains(const void *row)
{
	const struct line_row *expected = row;
	struct transcript transcript = {0};
	const char *said = expected->said, *explained = NULL;

	while (*said != '\0') {
		size_t size = strcspn(said, "\n");
		enum smtp_voice voice = *said == '>'   ? SMTP_OURS
					: *said == '<' ? SMTP_THEIRS
						       : SMTP_ASIDE;

		explained = transcript_explain(&transcript, voice,
					       text_copy(arena, (struct text){said + 1, size - 1}));
		said += size + 1;
	}
	if (expected->last == NULL)
		assert_null(explained);
	else if (expected->last[0] == '\0')
		assert_string_equal(explained, "");
	else
		check_part(text_of(explained), expected->last);
	if (expected->advice == NULL)
		assert_null(transcript.advice);
	else
		check_part(text_of(transcript.advice), expected->advice);
}

int main(void)
{
	check_rows("explains", explains, lines);
	return check_run();
}
