/* inifile: see inifile.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "inifile.h"

#include "file.h"

#include <ini.h>
#include <stdio.h>
#include <string.h>

#define FILE_LIMIT ((size_t)1 << 20)

struct reader {
	struct arena *arena;
	struct arena *line_arena; /* of the line that is read */
	const char *path;
	const char *at, *end; /* of what was not read yet */
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

static void give_held(struct reader *reader)
{
	struct text complaint = text_literal("");

	if (reader->held.name != NULL && !reader->failed &&
	    !reader->take(reader->context, &reader->held, &complaint))
		complain(reader, reader->held.line, complaint.bytes);
	reader->held.name = NULL;
}

/* Behind a space and a semicolon is a comment: inih 55 leaves it where a value goes on, newer ones do
 * not (pull request 140 of inih). */
static size_t without_comment(struct line line)
{
	const char *comment = strstr(line.bytes, " ;");

	return comment == NULL ? line.size : (size_t)(comment - line.bytes);
}

/* inih asks for each line here: the one place that can count them. */
static char *next_line(char *bytes, int room, void *stream)
{
	struct reader *reader = stream;
	const char *start = reader->at;
	const char *newline = memchr(start, '\n', (size_t)(reader->end - start));
	struct text typed;
	struct line folded;

	if (reader->failed || start == reader->end)
		return NULL;
	arena_reset(reader->line_arena);
	reader->line++;
	reader->at = newline == NULL ? reader->end : newline + 1;
	reader->continued = *start == ' ' || *start == '\t';
	if (*start == '[')
		give_held(reader);
	if (!text_take(reader->line_arena, start, (size_t)(reader->at - start), &typed))
		complain(reader, reader->line, "the line is not UTF-8: save the file as UTF-8");
	else if (typed.size > INIFILE_LINE_LIMIT)
		complain(reader, reader->line,
			 "the line is too long: end it earlier and go on in the next line, "
			 "beginning that one with a space");
	if (reader->failed)
		return NULL;
	folded = line_fold(reader->line_arena, typed);
	snprintf(bytes, (size_t)room, "%s%.*s", reader->continued ? " " : "",
		 (int)without_comment(folded), folded.bytes);
	return bytes;
}

/* Whether a character that begins with this byte is written without spaces around it: Han, kana and
 * their punctuation, U+3000 to U+9FFF and U+FF00 on. */
static bool is_wide(char byte)
{
	unsigned char lead = (unsigned char)byte;

	return (lead >= 0xe3 && lead <= 0xe9) || lead == 0xef;
}

/* Where a line was broken, there was a space; not in Chinese or Japanese. */
static struct text lines_join(struct arena *arena, struct text before, const char *behind)
{
	const char *space =
		before.size >= 3 && is_wide(before.bytes[before.size - 3]) && is_wide(behind[0])
			? ""
			: " ";

	return text_format(arena, "%s%s%s", before.bytes, space, behind);
}

static int take_entry(void *user, const char *section, const char *name, const char *value)
{
	struct reader *reader = user;
	struct arena *arena = reader->arena;

	if (reader->continued && reader->held.name != NULL) {
		reader->held.value = lines_join(arena, reader->held.value, value);
		return 1;
	}
	give_held(reader);
	reader->held = (struct inifile_entry){
		.section = arena_copy(arena, section, strlen(section)),
		.name = arena_copy(arena, name, strlen(name)),
		.value = text_copy(arena, text_of(value)),
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
		.take = take,
		.context = context,
		.complaint = complaint,
	};
	struct text content;
	int wrong;

	if (!file_read(arena, path, FILE_LIMIT, &content, complaint))
		return false;
	reader.at = content.bytes;
	reader.end = content.bytes + content.size;
	reader.line_arena = arena_new();
	wrong = ini_parse_stream(next_line, &reader, take_entry, &reader);
	arena_free(reader.line_arena);
	give_held(&reader);
	if (wrong > 0)
		complain(&reader, (unsigned)wrong,
			 "this is neither a [section] nor a name = value: mend or remove the line");
	return !reader.failed;
}

/* Whether lines_join gives the same again when the line ends before this place: at a space, which it
 * puts back, or between wide characters. What follows must not begin a comment. */
static bool may_break(struct text value, size_t at)
{
	bool space = value.bytes[at] == ' ';
	char behind = value.bytes[space ? at + 1 : at];
	bool wide = at >= 3 && is_wide(value.bytes[at - 3]) && is_wide(behind);

	return space != wide && behind != ';' && behind != '#';
}

struct text inifile_entry_write(struct arena *arena, const char *name, struct text value)
{
	struct builder written = {.arena = arena};
	size_t at = 0, used = strlen(name) + strlen(" =") + strlen("\n");

	builder_format(&written, "%s =", name);
	while (used + 1 + value.size - at > INIFILE_LINE_LIMIT) {
		size_t end = at + INIFILE_LINE_LIMIT - used - 1;

		while (end > at && !may_break(value, end))
			end--;
		if (end == at)
			break;
		builder_format(&written, " %.*s\n", (int)(end - at), value.bytes + at);
		at = end + (value.bytes[end] == ' ' ? 1 : 0);
		used = strlen("\n");
	}
	builder_format(&written, " %s\n", value.bytes + at);
	return builder_done(&written);
}
