/* import: takes a petition from a text file, and its image. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "file.h"
#include "petition_file.h"
#include "url.h"

#include <stdio.h>

enum command_exit import_command(const struct command *command)
{
	struct arena *arena = command->arena;
	struct petition_import petition;
	struct image_import image;
	struct text content, complaint, deed;
	enum db_outcome outcome;
	uint64_t revision;
	struct line url;

	if (command->argc != 1)
		return command_misused(command);
	if (!file_read(arena, command->argv[0], PETITION_FILE_LIMIT, &content, &complaint) ||
	    !petition_file_read(arena, command->argv[0], content, &petition, &complaint))
		return command_fail("%s", complaint.bytes);
	if (!import_image_take(arena, command->argv[0], &petition, &image))
		return COMMAND_FAILED;
	outcome = petition_import(command->db, arena, &petition, &deed, &revision);
	if (outcome != DB_DONE)
		return command_database(outcome);
	url = url_path(arena, command->config->site_url, "petition", petition.slug.bytes, NULL);
	printf("%s\t%s\n", petition.slug.bytes, url.bytes);
	fprintf(stderr, "%s: revision %llu\n", deed.bytes, (unsigned long long)revision);
	return import_image_store(command, &petition, &image);
}
