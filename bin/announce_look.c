/* announce_look: an announcement before it goes out: for whom, what it looks like, test copies. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announce.h"

#include "address.h"
#include "compose.h"
#include "smtp.h"

#include <errno.h>
#include <string.h>

/* As if somebody had signed in the language of the words: no signature has the number 0. */
static bool compose(const struct announce *announce, const struct announcement_words *words,
		    struct line to, struct mail *mail)
{
	const struct petition *petition = announce->petition;
	const struct revision *revision = petition_revision(petition, words->language.bytes);
	const struct owed owed = {
		.petition = petition->id,
		.id = (int64_t)secret_nonce(),
		.kind = text_literal("announcement"),
		.address = line_text(to),
		.slug = petition->slug,
		.language = words->language,
		.title = revision->title,
		.target = revision->target,
		.consents = text_literal(""),
		.announcement = 1,
		.subject = words->subject,
		.body = words->body,
		.words_language = words->language,
	};

	return compose_mail(announce->site, announce->command->arena, &owed, mail);
}

static enum command_exit count_readers(const struct announce *announce)
{
	const struct command *command = announce->command;
	const struct announcement_readers *readers;
	unsigned long long count = 0;
	enum db_outcome outcome =
		announcement_count(command->db, command->arena, command->argv[0], &readers);

	if (outcome != DB_DONE)
		return command_database(outcome);
	for (const struct announcement_readers *each = readers; each != NULL; each = each->next)
		count += each->count;
	printf("signers\t%llu\n", count);
	for (; readers != NULL; readers = readers->next)
		printf("signers %s\t%llu\n",
		       text_empty(readers->language) ? "-" : readers->language.bytes,
		       (unsigned long long)readers->count);
	return COMMAND_DONE;
}

static void print_mail(const struct announcement_words *words, const struct mail *mail)
{
	printf("\n[%s]\nFrom: %s <%s>\nSubject: %s\n", words->language.bytes, mail->from_name.bytes,
	       mail->from.bytes, mail->subject.bytes);
	for (size_t i = 0; i < mail->header_count; i++)
		printf("%s: %s\n", mail->headers[i].name, mail->headers[i].value.bytes);
	printf("\n%s\n", mail->text.bytes);
}

static enum command_exit write_html(const struct mail *mail, const char *path)
{
	FILE *file = fopen(path, "w");
	bool written = file != NULL &&
		       fwrite(mail->html.bytes, 1, mail->html.size, file) == mail->html.size;

	if (file == NULL || fclose(file) != 0 || !written)
		return command_fail("%s: %s: name a file that can be written", path,
				    strerror(errno));
	return COMMAND_DONE;
}

enum command_exit announce_look(const struct announce *announce, const char *html)
{
	struct mail mail;
	enum command_exit status = count_readers(announce);

	if (status != COMMAND_DONE)
		return status;
	for (const struct announcement_words *words = announce->words; words != NULL;
	     words = words->next) {
		if (!compose(announce, words, line_literal("signer@example.org"), &mail))
			return command_fail("the mail could not be made: the line above says why");
		print_mail(words, &mail);
		if (html != NULL && words == announce->words &&
		    write_html(&mail, html) != COMMAND_DONE)
			return COMMAND_FAILED;
	}
	printf("code\t%s\n", announce->code.bytes);
	fflush(stdout);
	fprintf(stderr,
		"Nothing was sent. For a copy to yourself, say the same with --test ADDRESS; to "
		"send it, with --send %s\n",
		announce->code.bytes);
	return COMMAND_DONE;
}

static enum command_exit send_copy(const struct announce *announce, struct smtp *smtp,
				   const struct announcement_words *words,
				   const struct address *address)
{
	struct arena *arena = announce->command->arena;
	struct smtp_answer answer;
	struct mail mail;

	if (!compose(announce, words, address->mailbox, &mail))
		return command_fail("the mail could not be made: the line above says why");
	mail.subject = text_format(arena, "[Test] %s", mail.subject.bytes);
	answer = smtp_send(smtp, arena, &mail);
	if (answer.outcome != SMTP_SENT)
		return command_fail("the relay did not take the copy to %s (%u %s): see [mail] in "
				    "the configuration, then try again",
				    address->mailbox.bytes, answer.code, answer.status.bytes);
	printf("%s\t%s\tsent\n", address->mailbox.bytes, words->language.bytes);
	return COMMAND_DONE;
}

enum command_exit announce_test(const struct announce *announce, const char *const *addresses,
				size_t count)
{
	struct arena *arena = announce->command->arena;
	struct address *parsed = arena_get(arena, count * sizeof(*parsed));
	struct smtp *smtp;

	for (size_t i = 0; i < count; i++) {
		if (address_parse(arena, text_of(addresses[i]), &parsed[i]) != ADDRESS_RIGHT)
			return command_fail("nothing was sent: %s is no e-mail address",
					    addresses[i]);
	}
	smtp_start();
	smtp = smtp_new(arena, announce->command->config);
	for (size_t i = 0; i < count; i++) {
		for (const struct announcement_words *words = announce->words; words != NULL;
		     words = words->next) {
			if (send_copy(announce, smtp, words, &parsed[i]) != COMMAND_DONE)
				return COMMAND_FAILED;
		}
	}
	return COMMAND_DONE;
}
