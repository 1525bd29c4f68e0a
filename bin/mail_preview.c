/* mail_preview: shows a mail as its signer would get it; nothing is sent. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "compose.h"

#include <stdio.h>
#include <string.h>

/* Those that the outbox owes to one signer each; announcements have a preview of their own. */
static const char *const kinds[] = {"confirmation", "released", "reminder", "link",
				    "repeated",     "thanks",   "consent",  "withdrawal"};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

struct options {
	const char *kind;
	const char *language; /* NULL: the petition's first, or English */
	const char *slug;     /* NULL: one that is made up */
	bool html;
};

static bool options_read(const struct command *command, struct options *options)
{
	*options = (struct options){0};
	for (int i = 1; i < command->argc; i++) {
		const char *word = command->argv[i];
		const char **value = strcmp(word, "--lang") == 0       ? &options->language
				     : strcmp(word, "--petition") == 0 ? &options->slug
								       : NULL;

		if (value != NULL && i + 1 < command->argc)
			*value = command->argv[++i];
		else if (strcmp(word, "--html") == 0)
			options->html = true;
		else if (options->kind == NULL && strncmp(word, "--", 2) != 0)
			options->kind = word;
		else
			return false;
	}
	return options->kind != NULL;
}

static bool kind_is_known(const char *kind)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (strcmp(kinds[i], kind) == 0)
			return true;
	}
	return false;
}

static enum command_exit kind_unknown(struct arena *arena, const char *kind)
{
	struct builder all = {.arena = arena};

	for (size_t i = 0; i < KINDS; i++)
		builder_format(&all, " %s", kinds[i]);
	command_fail("%s is no kind of mail; these are:%s", kind, builder_done(&all).bytes);
	return COMMAND_USAGE;
}

/* Of somebody whom there is not: the link and the code open nothing. */
static struct owed owed_sample(const struct options *options)
{
	return (struct owed){
		.kind = text_of(options->kind),
		.address = text_literal("you@example.org"),
		.slug = text_literal("library"),
		.language = text_of(options->language == NULL ? "en" : options->language),
		.title = text_literal("Open the library on Sundays"),
		.target = text_literal("The City Council"),
		.consents = text_literal("Friends of the Library\n\n"),
	};
}

/* The names of the petition's organizations, as if each had a consent, and news. */
static struct text consents_of(struct arena *arena, const struct petition *petition)
{
	struct builder names = {.arena = arena};

	for (const struct organization *organization = petition->organizations;
	     organization != NULL; organization = organization->next)
		builder_format(&names, "%s\n", organization->name.bytes);
	builder_string(&names, "\n");
	return builder_done(&names);
}

static bool petition_take(const struct command *command, const struct options *options,
			  struct owed *owed)
{
	struct petition petition;
	const struct revision *revision;

	if (options->slug == NULL)
		return true;
	if (!command_petition(command, options->slug, &petition))
		return false;
	revision = petition_revision(&petition, options->language == NULL ? "" : options->language);
	if (options->language == NULL)
		owed->language = revision->language;
	owed->slug = petition.slug;
	owed->title = revision->title;
	owed->target = revision->target;
	owed->consents = consents_of(command->arena, &petition);
	return true;
}

static void print(const struct mail *mail, const struct config *config)
{
	printf("From: %s <%s>\n", config->mail_from_name, mail_from(mail, config).bytes);
	printf("To: <%s>\n", mail->to.bytes);
	printf("Subject: %s\n\n%s", mail->subject.bytes, mail->text.bytes);
}

enum command_exit mail_preview(const struct command *command)
{
	struct options options;
	const struct site *site;
	const struct language *language;
	struct text complaint;
	struct owed owed;
	struct mail mail;

	if (!options_read(command, &options))
		return command_misused(command);
	if (!kind_is_known(options.kind))
		return kind_unknown(command->arena, options.kind);
	if (!site_read(command->arena, command->config, &site, &complaint))
		return command_fail("%s", complaint.bytes);
	owed = owed_sample(&options);
	if (!petition_take(command, &options, &owed))
		return COMMAND_FAILED;
	language = language_choose(site->languages, owed.language, text_literal(""));
	if (options.language != NULL && strcmp(language_code(language), options.language) != 0)
		return command_fail("there are no words in %s: copy %s/words/en.ini to %s.ini and "
				    "translate it",
				    options.language, command->config->site_html, options.language);
	if (!compose_mail(site, command->arena, &owed, &mail))
		return command_fail("%s/mail has no template for it: restore %s.txt and %s.html",
				    command->config->site_html, options.kind, options.kind);
	if (options.html)
		printf("%s", mail.html.bytes);
	else
		print(&mail, command->config);
	return COMMAND_DONE;
}
