/* inifile: see inifile.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "inifile.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <string.h>

struct reader {
	struct arena *arena;
	const char *path;
	FILE *file;
	inifile_take *take;
	void *context;
	unsigned line;
	bool continued;
	bool failed;
	struct inifile_entry held; /* until it is known not to go on */
	struct text *complaint;
};

static void complain(struct reader *reader, unsigned line, const char *what)
{
	if (!reader->failed)
		*reader->complaint =
			text_format(reader->arena, "%s:%u: %s", reader->path, line, what);
	reader->failed = true;
}

/* inih asks for each line here: the one place that can count them. */
static char *next_line(char *bytes, int room, void *stream)
{
	struct reader *reader = stream;
	size_t size;

	if (reader->failed || fgets(bytes, room, reader->file) == NULL)
		return NULL;
	reader->line++;
	reader->continued = bytes[0] == ' ' || bytes[0] == '\t';
	size = strlen(bytes);
	if (size + 1 == (size_t)room && bytes[size - 1] != '\n') {
		complain(reader, reader->line,
			 "the line is too long: end it earlier and go on in the next line, "
			 "beginning that one with a space");
		return NULL;
	}
	return bytes;
}

static void give_held(struct reader *reader)
{
	struct text complaint = text_literal("");

	if (reader->held.name != NULL && !reader->failed &&
	    !reader->take(reader->context, &reader->held, &complaint))
		complain(reader, reader->held.line, complaint.bytes);
	reader->held.name = NULL;
}

static int take_entry(void *user, const char *section, const char *name, const char *value)
{
	struct reader *reader = user;
	struct text typed;

	if (!text_take(reader->arena, value, strlen(value), &typed)) {
		complain(reader, reader->line, "the value is not UTF-8: save the file as UTF-8");
		return 0;
	}
	if (reader->continued && reader->held.name != NULL) {
		reader->held.value =
			text_format(reader->arena, "%s %s", reader->held.value.bytes, typed.bytes);
		return 1;
	}
	give_held(reader);
	reader->held = (struct inifile_entry){
		.section = arena_copy(reader->arena, section, strlen(section)),
		.name = arena_copy(reader->arena, name, strlen(name)),
		.value = typed,
		.line = reader->line,
	};
	return 1;
}

must_check bool inifile_read(struct arena *arena, const char *path, inifile_take *take,
			     void *context, struct text *complaint)
{
	struct reader reader = {
		.arena = arena,
		.path = path,
		.file = fopen(path, "re"),
		.take = take,
		.context = context,
		.complaint = complaint,
	};
	int wrong;

	if (reader.file == NULL) {
		*complaint = text_format(arena, "%s: %s", path, strerror(errno));
		return false;
	}
	wrong = ini_parse_stream(next_line, &reader, take_entry, &reader);
	give_held(&reader);
	if (wrong > 0)
		complain(&reader, (unsigned)wrong,
			 "this is neither a [section] nor a name = value: mend or remove the line");
	fclose(reader.file);
	return !reader.failed;
}
