/* import_image: the image that comes with a petition's file, or is drawn of its words. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "draw.h"
#include "file.h"
#include "language.h"

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

/* "To: Jeff Bezos", in the language of the petition where there are words for it. */
static bool drawing_of(const struct command *command, const struct petition_import *petition,
		       struct drawing *drawing)
{
	const struct config *config = command->config;
	struct arena *arena = command->arena;
	const char *folder = text_format(arena, "%s/words", config->site_html).bytes;
	const struct languages *languages;
	const struct language *language;
	struct text complaint;

	if (!languages_read(arena, folder, &languages, &complaint)) {
		command_fail("%s", complaint.bytes);
		return false;
	}
	language = language_choose(languages, petition->language, text_literal(""));
	*drawing = (struct drawing){
		.addressed = text_format(arena, "%s %s",
					 language_say(language, arena, "letter.to", NULL).bytes,
					 petition->target.bytes),
		.title = petition->title,
		.site = text_of(config->site_name),
		.language = petition->language,
	};
	if (text_is(petition->language, language_code(language)))
		drawing->direction = language_direction(language);
	return true;
}

/* What kept us from drawing; the petition goes without an image then. */
static void image_complain(enum draw_outcome outcome)
{
	switch (outcome) {
	case DRAW_DONE:
		break;
	case DRAW_NO_LIBRARY:
		fputs("no image: this was built without drawing; give one with \"Image: FILE\"\n",
		      stderr);
		break;
	case DRAW_NO_FONT:
		fputs("no image: no font is installed: install one, such as the package "
		      "fonts-dejavu-core, or give an image with \"Image: FILE\"\n",
		      stderr);
		break;
	case DRAW_NO_LETTERS:
		fputs("no image: no installed font has all letters of the title: install one of "
		      "its script, such as the package fonts-noto-core or fonts-noto-cjk, or give "
		      "an image with \"Image: FILE\"\n",
		      stderr);
		break;
	case DRAW_FAILED:
		fputs("no image: it could not be drawn; give one with \"Image: FILE\"\n", stderr);
		break;
	}
}

static bool image_draw(const struct command *command, const struct petition_import *petition,
		       struct image_import *import)
{
	struct drawing drawing;
	enum draw_outcome outcome;

	if (!drawing_of(command, petition, &drawing))
		return false;
	outcome = draw_image(command->arena, &drawing, &import->content);
	image_complain(outcome);
	import->image.kind = IMAGE_PNG;
	import->image.width = DRAW_WIDTH;
	import->image.height = DRAW_HEIGHT;
	return true;
}

must_check bool import_image_take(struct arena *arena, const char *file,
				  const struct petition_import *petition,
				  struct image_import *import)
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

must_check enum command_exit import_image_store(const struct command *command,
						const struct petition_import *petition,
						struct image_import *import)
{
	enum db_outcome outcome;
	struct text deed;

	if (import->drawn && !image_draw(command, petition, import))
		return COMMAND_FAILED;
	outcome = image_set(command->db, command->arena, import, &deed);
	if (outcome != DB_DONE)
		return command_database(outcome);
	if (text_is(deed, "set"))
		fprintf(stderr, "image: %s\n", import->drawn ? "drawn" : "taken");
	return COMMAND_DONE;
}
