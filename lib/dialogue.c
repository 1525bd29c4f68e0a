/* dialogue: see dialogue.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "dialogue.h"

#include <string.h>
#include <strings.h>

#define GO_ON 354 /* the relay waits for the message: RFC 5321, section 4.1.1.4 */
#define CHALLENGE 334
#define CLOSING 421

void dialogue_begin(struct dialogue *dialogue)
{
	dialogue->stage = DIALOGUE_GREETING;
	dialogue->code = 0;
	dialogue->status[0] = '\0';
	dialogue->in_ehlo = false;
	dialogue->in_auth = false;
	dialogue->over = false;
}

static bool starts(const char *bytes, size_t size, const char *with)
{
	return size >= strlen(with) && strncasecmp(bytes, with, strlen(with)) == 0;
}

void dialogue_say(struct dialogue *dialogue, const char *bytes, size_t size)
{
	dialogue->over = starts(bytes, size, "QUIT\r");
	if (dialogue->over)
		return;
	dialogue->code = 0;
	dialogue->status[0] = '\0';
	dialogue->in_ehlo = starts(bytes, size, "EHLO ") || starts(bytes, size, "HELO ");
	if (dialogue->in_ehlo)
		dialogue->smtputf8 = false;
	if (starts(bytes, size, "AUTH "))
		dialogue->in_auth = true;
	else if (starts(bytes, size, "MAIL FROM:"))
		dialogue->stage = DIALOGUE_MAIL;
	else if (starts(bytes, size, "RCPT TO:"))
		dialogue->stage = DIALOGUE_RCPT;
	else if (starts(bytes, size, "DATA\r"))
		dialogue->stage = DIALOGUE_DATA;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "5.1.1" and what ends it: a class that is the code's own, two numbers. */
static void take_status(struct dialogue *dialogue, const char *bytes, size_t size)
{
	size_t length = 0, dots = 0;

	while (length < size && (is_digit(bytes[length]) || bytes[length] == '.'))
		dots += bytes[length++] == '.';
	if (length >= sizeof(dialogue->status) || dots != 2 || bytes[1] != '.' ||
	    bytes[length - 1] == '.' || (unsigned)(bytes[0] - '0') != dialogue->code / 100)
		return;
	memcpy(dialogue->status, bytes, length);
	dialogue->status[length] = '\0';
}

void dialogue_hear(struct dialogue *dialogue, const char *bytes, size_t size)
{
	if (dialogue->over || size < 3 || !is_digit(bytes[0]) || !is_digit(bytes[1]) ||
	    !is_digit(bytes[2]))
		return;
	if (dialogue->in_ehlo && size > 4 && starts(bytes + 4, size - 4, "SMTPUTF8"))
		dialogue->smtputf8 = true;
	if (size > 3 && bytes[3] == '-')
		return;
	dialogue->code =
		(unsigned)((bytes[0] - '0') * 100 + (bytes[1] - '0') * 10 + bytes[2] - '0');
	dialogue->status[0] = '\0';
	if (size > 4)
		take_status(dialogue, bytes + 4, size - 4);
	if (dialogue->code != CHALLENGE)
		dialogue->in_auth = false;
	if (dialogue->stage == DIALOGUE_DATA && dialogue->code == GO_ON) {
		dialogue->stage = DIALOGUE_DOT;
		dialogue->code = 0;
	}
}

static bool status_is(const struct dialogue *dialogue, const char *start)
{
	return strncmp(dialogue->status, start, strlen(start)) == 0;
}

/*
 * A relay that asks for a login, does not relay for us or does not like our sender says so of many
 * an address, often not before RCPT: none of them is to suffer for it (RFC 3463: 5.3 the mail
 * system, 5.5 the protocol, 5.7 policy; 5.1.7 and 5.1.8 the sender's address).
 */
static bool is_about_us(const struct dialogue *dialogue)
{
	return (dialogue->code >= 500 && dialogue->code <= 504) || dialogue->code == 521 ||
	       (dialogue->code >= 530 && dialogue->code <= 538) || status_is(dialogue, "5.3.") ||
	       status_is(dialogue, "5.5.") || status_is(dialogue, "5.7.") ||
	       strcmp(dialogue->status, "5.1.7") == 0 || strcmp(dialogue->status, "5.1.8") == 0;
}

static enum smtp_outcome dot_outcome(const struct dialogue *dialogue)
{
	switch (dialogue->code / 100) {
	case 2:
		return SMTP_SENT;
	case 4:
		return SMTP_LATER;
	case 5:
		return is_about_us(dialogue) || status_is(dialogue, "5.6.") ? SMTP_REJECTED
									    : SMTP_REFUSED;
	}
	return SMTP_UNKNOWN;
}

enum smtp_outcome dialogue_outcome(const struct dialogue *dialogue)
{
	if (dialogue->stage == DIALOGUE_GREETING || dialogue->code == CLOSING)
		return SMTP_UNREACHED;
	if (dialogue->stage == DIALOGUE_DOT)
		return dot_outcome(dialogue);
	switch (dialogue->code / 100) {
	case 4:
		return SMTP_LATER;
	case 5:
		return dialogue->stage == DIALOGUE_MAIL || is_about_us(dialogue) ? SMTP_LATER
										 : SMTP_REFUSED;
	}
	/* It took what we said, and was gone before the next; or it speaks no SMTP. */
	return SMTP_UNREACHED;
}
