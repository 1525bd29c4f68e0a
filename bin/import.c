/* import: takes a petition from a text file, and its image. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "file.h"
#include "petition_file.h"
#include "url.h"

#include <stdio.h>
#include <string.h>

/* A path as the petition's file has it: from that file's own folder. */
static const char *beside(struct arena *arena, const char *file, const char *path)
{
	const char *slash = strrchr(file, '/');

	if (path[0] == '/' || slash == NULL)
		return path;
	return text_format(arena, "%.*s/%s", (int)(slash - file), file, path).bytes;
}

/* Reads the image that the file names. False with a sentence when it cannot be taken. */
static bool image_take(struct arena *arena, const char *file,
		       const struct petition_import *petition, struct image_import *import)
{
	const char *wrong, *path = beside(arena, file, petition->image.bytes);
	struct text complaint;

	if (!file_read(arena, path, IMAGE_LIMIT, &import->content, &complaint)) {
		command_fail("%s", complaint.bytes);
		return false;
	}
	if (!image_judge(import->content, &import->image, &wrong)) {
		command_fail("%s: %s", path, wrong);
		return false;
	}
	if (petition->image_alt.bytes != NULL)
		import->image.alt = petition->image_alt;
	return true;
}

static bool image_prepare(struct arena *arena, const char *file,
			  const struct petition_import *petition, struct image_import *import)
{
	*import = (struct image_import){
		.slug = petition->slug,
		.image = {.language = petition->language, .alt = text_literal("")},
		.content = text_literal(""),
	};
	import->drawn = petition->image.bytes == NULL || text_is(petition->image, "drawn");
	import->afresh = petition->image.bytes != NULL;
	if (import->drawn && petition->image_alt.bytes != NULL) {
		command_fail("%s: Image-Alt: says what a file shows: name it with \"Image: …\"",
			     file);
		return false;
	}
	return import->drawn || image_take(arena, file, petition, import);
}

static enum command_exit image_store(const struct command *command,
				     const struct image_import *import)
{
	enum db_outcome outcome;
	struct text deed;

	outcome = image_set(command->db, command->arena, import, &deed);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (text_is(deed, "set"))
		fprintf(stderr, "image: %s\n", import->drawn ? "drawn" : "taken");
	return COMMAND_DONE;
}

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
		return command_misused("import FILE");
	if (!file_read(arena, command->argv[0], PETITION_FILE_LIMIT, &content, &complaint) ||
	    !petition_file_read(arena, command->argv[0], content, &petition, &complaint))
		return command_fail("%s", complaint.bytes);
	if (!image_prepare(arena, command->argv[0], &petition, &image))
		return COMMAND_FAILED;
	outcome = petition_import(command->db, arena, &petition, &deed, &revision);
	if (outcome != DB_DONE)
		return command_database(outcome);
	url = url_path(arena, command->config->site_url, "petition", petition.slug.bytes, NULL);
	printf("%s\t%s\n", petition.slug.bytes, url.bytes);
	fprintf(stderr, "%s: revision %llu\n", deed.bytes, (unsigned long long)revision);
	return image_store(command, &image);
}
