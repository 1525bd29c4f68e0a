/* show: one petition in the terminal. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "petition.h"
#include "url.h"

#include <stdio.h>

static void print_facts(const struct command *command, const struct petition *petition)
{
	struct line url = url_path(command->arena, command->config->site_url, "petition",
				   petition->slug.bytes, NULL);

	printf("slug          %s\naddress       %s\nstate         %s\nconfirmation  %s\n"
	       "signatures    %llu\n",
	       petition->slug.bytes, url.bytes, petition_state_word(petition->state),
	       petition->confirmation ? "required" : "none",
	       (unsigned long long)petition->confirmed);
	if (petition->paper > 0)
		printf("on paper      %llu\n", (unsigned long long)petition->paper);
	if (petition->goal > 0)
		printf("goal          %llu\n", (unsigned long long)petition->goal);
	if (petition->closes_on.size > 0)
		printf("closes        %s\n", petition->closes_on.bytes);
	printf("erases        %s\n", petition->erase_on.bytes);
}

static void print_words(const struct revision *revision)
{
	printf("\n[%s, revision %u]\n%s\n\n%s\n\n%s\n\nTo: %s\nFrom: %s\n\n%s\n",
	       revision->language.bytes, revision->number, revision->title.bytes,
	       revision->target.bytes, revision->body.bytes, revision->target.bytes,
	       revision->signer_line.bytes, revision->letter.bytes);
}

enum command_exit show_command(const struct command *command)
{
	struct petition petition;

	if (command->argc != 1)
		return command_misused(command);
	if (!command_petition(command, command->argv[0], &petition))
		return COMMAND_FAILED;
	print_facts(command, &petition);
	for (const struct revision *revision = petition.revisions; revision != NULL;
	     revision = revision->next)
		print_words(revision);
	if (petition.organizations != NULL)
		printf("\nParticipating Organizations:\n");
	for (const struct organization *organization = petition.organizations; organization != NULL;
	     organization = organization->next)
		printf("%s\n", organization->name.bytes);
	return COMMAND_DONE;
}
