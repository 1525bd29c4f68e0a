/* secret: the keys of links, and a new one for links from now on. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "keyring.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY 86400
#define MINUTE 60

/* When, not what. */
static enum command_exit show(const struct command *command)
{
	struct keyring keyring;
	struct text complaint;

	if (!keyring_read(command->arena, command->config->site_secret_file, &keyring, &complaint))
		return command_fail("%s", complaint.bytes);
	for (size_t i = 0; i < keyring.count; i++)
		printf("%zu\t%s\t%s\n", i + 1,
		       keyring_time(command->arena, keyring.keys[i].from).bytes,
		       keyring_time(command->arena, keyring.keys[i].until).bytes);
	keyring_wipe(&keyring);
	return COMMAND_DONE;
}

static bool read_options(const struct command *command, unsigned long long *days,
			 unsigned long long *minutes)
{
	for (int i = 1; i < command->argc; i += 2) {
		unsigned long long *number = strcmp(command->argv[i], "--days") == 0    ? days
					     : strcmp(command->argv[i], "--after") == 0 ? minutes
											: NULL;

		if (number == NULL || i + 1 == command->argc ||
		    !text_number(text_of(command->argv[i + 1]), 36500, number))
			return false;
	}
	return true;
}

/* Programs that run know only the keys that were there when they started: so the new one waits. */
static enum command_exit rotate(const struct command *command)
{
	unsigned long long days = 90, minutes = 60;
	const char *path = command->config->site_secret_file;
	struct text complaint;
	int64_t from, until;

	if (!read_options(command, &days, &minutes))
		return command_misused(command);
	from = time(NULL) + (int64_t)minutes * MINUTE;
	until = from + (int64_t)days * DAY;
	if (!keyring_rotate(command->arena, path, from, until, &complaint))
		return command_fail("%s", complaint.bytes);
	printf("links are made with a new key from %s on; those made before open until %s\n",
	       keyring_time(command->arena, from).bytes, keyring_time(command->arena, until).bytes);
	fprintf(stderr,
		"restart the programs before the first of these, on each host, with a copy "
		"of\n%s\n",
		path);
	return COMMAND_DONE;
}

enum command_exit secret_command(const struct command *command)
{
	if (command->argc == 0)
		return show(command);
	if (strcmp(command->argv[0], "rotate") == 0)
		return rotate(command);
	return command_misused(command);
}
