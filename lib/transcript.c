/* transcript: see transcript.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "transcript.h"

#include <string.h>
#include <strings.h>

static bool has(struct text line, const char *start)
{
	return line.size >= strlen(start) && strncasecmp(line.bytes, start, strlen(start)) == 0;
}

static const char *explain_ours(struct transcript *transcript, struct text line)
{
	static const struct {
		const char *start, *says;
	} commands[] = {
		{"EHLO", "we say who we are, and ask what the relay can do"},
		{"HELO", "the same, as before 1995"},
		{"STARTTLS", "from here on nobody between us can read along"},
		{"AUTH", "we log in; what is secret is not shown"},
		{"MAIL", "the return path: reports of mail that does not arrive go there"},
		{"RCPT", "whom the mail is for"},
		{"DATA", "then the message, and a dot on a line of its own"},
		{"NOOP", "nothing yet: first we want to know what the relay can do"},
		{"QUIT", "that was all"},
	};

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		if (has(line, commands[i].start)) {
			strcpy(transcript->command, commands[i].start);
			transcript->in_message = false;
			return commands[i].says;
		}
	}
	return "";
}

static const char *explain_offer(struct text line)
{
	static const struct {
		const char *start, *says;
	} offers[] = {
		{"STARTTLS", "it can encrypt"},
		{"AUTH", "how one can log in there"},
		{"SIZE", "the largest message that it takes, in bytes"},
		{"SMTPUTF8", "it carries addresses with letters of any script"},
	};
	struct text offer = {line.bytes + 4, line.size - 4};

	for (size_t i = 0; i < sizeof(offers) / sizeof(offers[0]); i++) {
		if (has(offer, offers[i].start))
			return offers[i].says;
	}
	return "";
}

/* A reply that is no yes: the first row that fits. NULL fits all. */
struct refusal {
	const char *command; /* "." is the message */
	const char *code;    /* its start */
	const char *status;  /* its start */
	const char *says;
	const char *advice;
};

static const struct refusal refusals[] = {
	{NULL, "421", NULL, "it is closing, or has had enough of us",
	 "try again in some minutes; if it stays so, ask its operator"},
	{"", "5", NULL, "it does not talk to this machine",
	 "see whether relay under [mail] names the right host and port, and whether that host lets "
	 "this machine in"},
	{"STARTTLS", "4", NULL, "it cannot encrypt just now", "try again in some minutes"},
	{"STARTTLS", "5", NULL, "it does not encrypt, and without that nothing is sent",
	 "use a relay that offers STARTTLS, or one with TLS from the start: relay = smtps://…:465"},
	{"AUTH", "535", NULL,
	 "user and password are not right there, or not for this way to log in",
	 "see to user, password and auth (or token_file) under [mail]; some providers want a "
	 "password made for programs"},
	{"AUTH", "53", NULL, "it does not take this way to log in",
	 "set auth under [mail] to one that the relay offers; for some TLS has to be there first"},
	{"AUTH", "4", NULL, "it cannot look into the login just now", "try again in some minutes"},
	{"AUTH", "5", NULL, "it does not know this way to log in",
	 "set auth under [mail] to one that the relay offers"},
	{NULL, "530", NULL, "it wants us to log in, or to encrypt, first",
	 "set user and password under [mail], or tls = starttls"},
	{"MAIL", "5", NULL, "it does not take mail from this address",
	 "set from and return_path under [mail] to addresses that the login may use"},
	{"MAIL", "4", NULL, "it takes no mail just now", "try again in some minutes"},
	{"RCPT", "5", "5.7", "it does not take mail for this address from us",
	 "set user and password under [mail], or let the relay's operator allow this machine"},
	{"RCPT", "5", "5.1.8", "it does not believe in the sender's address",
	 "see that the domain of from under [mail] has DNS records"},
	{"RCPT", "5", NULL, "there is no such mailbox, and no mail would be sent there again",
	 "see whether the address is right"},
	{"RCPT", "4", NULL,
	 "not now: the mailbox is full or busy, or the relay wants to see us twice",
	 "nothing: a courier tries again, later and later"},
	{"DATA", "5", NULL, "it does not want the message", "ask the relay's operator why"},
	{"DATA", "4", NULL, "it has no room just now", "try again in some minutes"},
	{".", "5", "5.7", "it takes the message for spam, or does not believe who sent it",
	 "see that the domain of from has SPF and DKIM records which name the relay, and that its "
	 "address is on no block list"},
	{".", "5", NULL, "it has refused the message", "ask the relay's operator why"},
	{".", "4", NULL, "it does not take the message just now",
	 "nothing: a courier tries again, later and later"},
};

static bool fits(const struct refusal *refusal, const char *step, struct text line)
{
	struct text rest = {line.bytes + 4, line.size > 4 ? line.size - 4 : 0};

	return (refusal->command == NULL || strcmp(refusal->command, step) == 0) &&
	       has(line, refusal->code) && (refusal->status == NULL || has(rest, refusal->status));
}

static const char *explain_refusal(struct transcript *transcript, const char *step,
				   struct text line)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		if (fits(&refusals[i], step, line)) {
			transcript->advice = refusals[i].advice;
			return refusals[i].says;
		}
	}
	return "";
}

static const char *explain_yes(const char *step)
{
	static const struct {
		const char *step, *says;
	} yeses[] = {
		{"", "the relay is there"},
		{"AUTH", "we are let in"},
		{"MAIL", "it takes mail from this address"},
		{"RCPT", "it takes mail for this address"},
		{".", "it has the mail, and is to see to it from now on"},
	};

	for (size_t i = 0; i < sizeof(yeses) / sizeof(yeses[0]); i++) {
		if (strcmp(yeses[i].step, step) == 0)
			return yeses[i].says;
	}
	return "";
}

static const char *explain_theirs(struct transcript *transcript, struct text line)
{
	const char *step = transcript->in_message ? "." : transcript->command;

	if (strcmp(step, "QUIT") == 0 || line.size < 3)
		return "";
	if (has(line, "354")) {
		transcript->in_message = true;
		return "it waits for the message";
	}
	if (has(line, "4") || has(line, "5"))
		return explain_refusal(transcript, step, line);
	if (line.size > 4 && strcmp(step, "EHLO") == 0)
		return explain_offer(line);
	return has(line, "2") && (line.size == 3 || line.bytes[3] == ' ') ? explain_yes(step) : "";
}

static const char *explain_aside(struct text line)
{
	static const char *const told[] = {
		"Trying ",
		"Connected to ",
		"SSL connection using ",
		"SSL certificate problem",
		"SSL: no alternative certificate subject name",
		"Could not resolve host",
		"connect to ",
	};

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		if (strstr(line.bytes, told[i]) == line.bytes)
			return "";
	}
	return NULL;
}

const char *transcript_explain(struct transcript *transcript, enum smtp_voice voice,
			       struct text line)
{
	switch (voice) {
	case SMTP_OURS:
		return explain_ours(transcript, line);
	case SMTP_THEIRS:
		return explain_theirs(transcript, line);
	case SMTP_ASIDE:
		return explain_aside(line);
	}
	return "";
}

const char *transcript_advice(const struct transcript *transcript, const struct smtp_answer *answer)
{
	if (transcript->advice != NULL)
		return transcript->advice;
	if (strstr(answer->why.bytes, "certificate") != NULL)
		return "name its authority with ca_file under [mail], or use the host's name that "
		       "its certificate has";
	switch (answer->outcome) {
	case SMTP_UNREACHED:
		return "see to relay, tls and ca_file under [mail], and whether a firewall "
		       "stands between";
	case SMTP_UNKNOWN:
		return "it may arrive nevertheless; raise data_timeout under [mail] if that "
		       "happens often";
	case SMTP_SENT:
	case SMTP_LATER:
	case SMTP_REFUSED:
	case SMTP_REJECTED:
		break;
	}
	return "the lines above say what the relay has against it";
}
