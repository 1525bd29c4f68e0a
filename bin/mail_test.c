/* mail_test: sends a test mail and shows the conversation with the relay, explained. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "address.h"
#include "compose.h"
#include "transcript.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_LIMIT 400 /* bytes of a line that are shown */

struct telling {
	struct arena *arena;
	struct transcript transcript;
	bool terminal;
};

/* As much of it as a terminal shows without doing what it says. */
static const char *harmless(struct arena *arena, struct text line)
{
	size_t size = line.size < LINE_LIMIT ? line.size : LINE_LIMIT;
	char *copy = arena_copy(arena, line.bytes, size);

	for (size_t i = 0; i < size; i++) {
		if ((unsigned char)copy[i] < 0x20 || copy[i] == 0x7f)
			copy[i] = '?';
	}
	return copy;
}

static void tell(void *context, enum smtp_voice voice, struct text line)
{
	struct telling *telling = context;
	struct text copy = text_copy(telling->arena, line);
	const char *explained = transcript_explain(&telling->transcript, voice, copy);
	const char *shown = harmless(telling->arena, copy);
	char mark = voice == SMTP_OURS ? '>' : voice == SMTP_THEIRS ? '<' : '*';

	if (explained == NULL)
		return;
	if (!telling->terminal)
		printf("%c\t%s\t%s\n", mark, shown, explained);
	else if (explained[0] == '\0')
		printf("%c %s\n", mark, shown);
	else
		printf("%c %s\n      %s\n", mark, shown, explained);
}

/* A mail that arrived once may be hidden when it comes again: each test has an id of its own. */
static struct owed owed_test(const struct command *command, const char *language,
			     const struct address *address)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct owed){
		.id = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000,
		.kind = text_literal("test"),
		.address = line_text(address->mailbox),
		.slug = text_literal("test"),
		.language = text_of(language),
		.title = text_of(command->config->site_name),
		.target = text_literal(""),
		.consents = text_literal(""),
	};
}

static enum command_exit judge(const struct smtp_answer *answer, const struct smtp *smtp,
			       const struct telling *telling)
{
	if (answer->outcome != SMTP_SENT)
		return command_fail("not sent: %s; %s", answer->why.bytes,
				    transcript_advice(&telling->transcript, answer));
	printf("The relay has the mail. Look where it comes in; if that is the spam folder, see "
	       "that "
	       "the domain of the sender has SPF, DKIM and DMARC records.\n");
	printf(smtp_offers_utf8(smtp)
		       ? "The relay offers SMTPUTF8: smtputf8 = yes under [mail] takes addresses "
			 "with letters of any script.\n"
		       : "The relay does not offer SMTPUTF8: leave smtputf8 = no under [mail].\n");
	return COMMAND_DONE;
}

static bool options_read(const struct command *command, const char **to, const char **language)
{
	*to = NULL;
	*language = "en";
	for (int i = 1; i < command->argc; i++) {
		if (strcmp(command->argv[i], "--lang") == 0 && i + 1 < command->argc)
			*language = command->argv[++i];
		else if (*to == NULL && strncmp(command->argv[i], "--", 2) != 0)
			*to = command->argv[i];
		else
			return false;
	}
	return *to != NULL;
}

static bool address_take(struct arena *arena, const char *typed, struct address *address)
{
	struct text text;

	if (!text_take(arena, typed, strlen(typed), &text))
		return false;
	switch (address_parse(arena, text, address)) {
	case ADDRESS_RIGHT:
	case ADDRESS_NOT_ASCII:
		return true;
	case ADDRESS_EMPTY:
	case ADDRESS_LONG:
	case ADDRESS_MALFORMED:
		break;
	}
	return false;
}

enum command_exit mail_test(const struct command *command)
{
	struct telling telling = {.arena = command->arena, .terminal = isatty(STDOUT_FILENO) == 1};
	const char *to, *language;
	struct smtp_answer answer;
	struct address address;
	const struct site *site;
	struct text complaint;
	struct smtp *smtp;
	struct owed owed;
	struct mail mail;

	if (!options_read(command, &to, &language))
		return command_misused(command);
	if (!address_take(command->arena, to, &address))
		return command_fail("%s is no e-mail address: say one like name@example.org", to);
	if (!site_read(command->arena, command->config, &site, &complaint))
		return command_fail("%s", complaint.bytes);
	owed = owed_test(command, language, &address);
	if (!compose_mail(site, command->arena, &owed, &mail))
		return command_fail("%s/mail has no template for it: restore test.txt and "
				    "test.html",
				    command->config->site_html);
	smtp_start();
	smtp = smtp_new(command->arena, command->config);
	smtp_listen(smtp, tell, &telling);
	answer = smtp_send(smtp, command->arena, &mail);
	return judge(&answer, smtp, &telling);
}
