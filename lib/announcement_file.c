/* announcement_file: see announcement_file.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announcement_file.h"

#include "petition_key.h"

#include <string.h>
#include <strings.h>

#define SUBJECT_LIMIT 150 /* characters; mail programs show half of that */

struct reader {
	struct arena *arena;
	const char *name;
	const char *start;
	const char *at; /* of the line that is next */
	struct text *complaint;
};

static bool complain(struct reader *reader, const char *what)
{
	unsigned line = 1;

	for (const char *byte = reader->start; byte < reader->at; byte++)
		line += *byte == '\n';
	*reader->complaint = text_format(reader->arena, "%s:%u: %s", reader->name, line, what);
	return false;
}

static void skip_line(struct reader *reader)
{
	size_t size = strcspn(reader->at, "\n");

	reader->at += size + (reader->at[size] == '\n');
}

static void skip_empty_lines(struct reader *reader)
{
	while (*reader->at != '\0' && text_empty(text_part(reader->at, strcspn(reader->at, "\n"))))
		skip_line(reader);
}

/* What stands behind that begin of a line, in any case; NULL bytes when it begins otherwise. */
static struct text value_behind(struct reader *reader, const char *begin)
{
	size_t size = strlen(begin), end = strcspn(reader->at, "\n");

	if (end < size || strncasecmp(reader->at, begin, size) != 0)
		return (struct text){0};
	return text_copy(reader->arena, text_part(reader->at + size, end - size));
}

static bool read_language(struct reader *reader, struct announcement_words *words)
{
	struct text language = value_behind(reader, "Language:");
	const struct petition_key *key = petition_key_at("Language:");

	words->language = language.bytes == NULL ? text_literal("en") : language;
	if (language.bytes == NULL)
		return true;
	if (!key->is_right(language))
		return complain(reader, key->wrong);
	skip_line(reader);
	skip_empty_lines(reader);
	return true;
}

static bool read_subject(struct reader *reader, struct announcement_words *words)
{
	words->subject = value_behind(reader, "Subject:");
	if (words->subject.bytes == NULL)
		words->subject = value_behind(reader, "# ");
	if (words->subject.bytes == NULL || text_empty(words->subject))
		return complain(reader, "the subject is missing: begin with a line \"# \" and what "
					"the mail is to be called");
	if (text_length(words->subject) > SUBJECT_LIMIT)
		return complain(reader, "the subject is too long: 150 characters are the most, and "
					"50 are better");
	skip_line(reader);
	skip_empty_lines(reader);
	return true;
}

must_check bool announcement_file_read(struct arena *arena, const char *name, struct text content,
				       struct announcement_words *words, struct text *complaint)
{
	struct reader reader = {arena, name, content.bytes, content.bytes, complaint};
	struct text taken;

	*words = (struct announcement_words){0};
	/* The dot keeps the empty lines on top, so that they are counted. */
	if (strlen(content.bytes) != content.size ||
	    !text_take(arena, text_format(arena, ".%s", content.bytes).bytes, content.size + 1,
		       &taken))
		return complain(&reader, "the file is not UTF-8 text: save it as UTF-8");
	reader.start = reader.at = taken.bytes + 1;
	skip_empty_lines(&reader);
	/* Either of the two may come first. */
	if (!read_language(&reader, words) || !read_subject(&reader, words) ||
	    (text_is(words->language, "en") && !read_language(&reader, words)))
		return false;
	words->body = text_copy(arena, text_part(reader.at, strlen(reader.at)));
	if (text_empty(words->body))
		return complain(&reader, "the news is missing: write it below the subject");
	return true;
}
