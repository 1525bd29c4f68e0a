/* petition_file: see petition_file.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "petition_file.h"

#include "petition_key.h"
#include "slug.h"

#include <string.h>
#include <strings.h>

#define TITLE_LIMIT 300  /* characters */
#define TARGET_LIMIT 120 /* a longer line alone is a paragraph of the text */
#define NAME_LIMIT 200
#define ORGANIZATIONS_LIMIT 500
#define ORGANIZATIONS_LINE "participating organizations:"

struct reader {
	struct arena *arena;
	const char *name;
	const char *start; /* of all the lines */
	const char *at;    /* of the line that is next */
	const char *title;
	struct petition_import *petition;
	struct text *complaint;
};

static bool complain(struct reader *reader, const char *place, const char *what)
{
	unsigned line = 1;

	for (const char *byte = reader->start; byte < place; byte++)
		line += *byte == '\n';
	*reader->complaint = text_format(reader->arena, "%s:%u: %s", reader->name, line, what);
	return false;
}

static struct text line_at(const char *at)
{
	return text_part(at, strcspn(at, "\n"));
}

static const char *behind_line(const char *at)
{
	size_t size = strcspn(at, "\n");

	return at + size + (at[size] == '\n');
}

static void skip_empty_lines(struct reader *reader)
{
	while (*reader->at != '\0' && text_empty(line_at(reader->at)))
		reader->at = behind_line(reader->at);
}

static struct text next_line(struct reader *reader)
{
	struct text line = line_at(reader->at);

	reader->at = behind_line(reader->at);
	return text_copy(reader->arena, line);
}

static bool line_begins(const char *at, const char *word)
{
	struct text line = line_at(at);

	return line.size >= strlen(word) && strncasecmp(line.bytes, word, strlen(word)) == 0;
}

/* What stands behind "Key:" on the line; NULL bytes when the line is not of that key. */
static struct text line_value(struct reader *reader, const char *key)
{
	struct text line = line_at(reader->at);
	size_t size = strlen(key);

	if (!line_begins(reader->at, key))
		return (struct text){0};
	return text_copy(reader->arena, text_part(line.bytes + size, line.size - size));
}

/* "Word:" at the begin of a line, as all our keys are; a title like "Act now: …" has a space. */
static bool looks_like_key(struct text line)
{
	const char *colon = memchr(line.bytes, ':', line.size);

	return colon != NULL && colon > line.bytes &&
	       memchr(line.bytes, ' ', (size_t)(colon - line.bytes)) == NULL;
}

static bool read_keys(struct reader *reader)
{
	bool any = false;

	for (;;) {
		const struct petition_key *key = petition_key_at(reader->at);
		struct text *value;

		if (key == NULL && any && looks_like_key(line_at(reader->at)))
			return complain(reader, reader->at,
					"this key is not known: " PETITION_KEYS
					" are; put an empty line before the title");
		if (key == NULL)
			return true;
		value = (struct text *)(void *)((char *)reader->petition + key->place);
		if (value->bytes != NULL)
			return complain(reader, reader->at,
					"this key was there before: remove one");
		*value = line_value(reader, key->key);
		if (!key->is_right(*value))
			return complain(reader, reader->at, key->wrong);
		reader->at = behind_line(reader->at);
		any = true;
	}
}

static bool begins_organizations(const char *at)
{
	return line_begins(at, ORGANIZATIONS_LINE);
}

static bool begins_letter(const char *at)
{
	return line_begins(at, "To:") || line_begins(at, "From:");
}

static bool read_title(struct reader *reader)
{
	skip_empty_lines(reader);
	if (*reader->at == '\0' || begins_organizations(reader->at) || begins_letter(reader->at))
		return complain(reader, reader->at,
				"the title is missing: it is the first line of the file");
	if (text_length(line_at(reader->at)) > TITLE_LIMIT)
		return complain(
			reader, reader->at,
			"the title is too long: put a line of at most 300 characters first");
	reader->title = reader->at;
	reader->petition->title = next_line(reader);
	return true;
}

/* A short line with an empty line before and behind it. */
static bool read_target(struct reader *reader)
{
	skip_empty_lines(reader);
	if (petition_key_at(reader->at) != NULL)
		return complain(reader, reader->at,
				"this line belongs above the title: move it to the top");
	if (!begins_organizations(reader->at) && !begins_letter(reader->at) &&
	    text_length(line_at(reader->at)) <= TARGET_LIMIT &&
	    text_empty(line_at(behind_line(reader->at))))
		reader->petition->target = next_line(reader);
	return true;
}

static bool read_body(struct reader *reader)
{
	const char *start;

	skip_empty_lines(reader);
	start = reader->at;
	while (*reader->at != '\0' && !begins_organizations(reader->at) &&
	       !begins_letter(reader->at))
		reader->at = behind_line(reader->at);
	reader->petition->body =
		text_copy(reader->arena, text_part(start, (size_t)(reader->at - start)));
	if (text_empty(reader->petition->body))
		return complain(reader, start,
				"the text is missing: write its paragraphs below the target");
	return true;
}

static bool organization_known(const struct organization *first, struct text name)
{
	for (; first != NULL; first = first->next) {
		if (text_equal(first->name, name))
			return true;
	}
	return false;
}

static bool organization_add(struct reader *reader, const struct organization ***end, size_t count)
{
	struct organization *organization = arena_get(reader->arena, sizeof(*organization));
	const char *place = reader->at;

	organization->name = next_line(reader);
	if (count == ORGANIZATIONS_LIMIT)
		return complain(reader, place, "too many organizations: 500 is the most");
	if (text_length(organization->name) > NAME_LIMIT)
		return complain(
			reader, place,
			"this is too long for an organization's name: one name a line, then "
			"\"To:\" and the letter");
	if (organization_known(reader->petition->organizations, organization->name))
		return complain(reader, place, "this organization is there twice: remove one");
	**end = organization;
	*end = &organization->next;
	return true;
}

static bool read_organizations(struct reader *reader)
{
	const struct organization **end = &reader->petition->organizations;
	const char *heading = reader->at;
	size_t count = 0;

	if (!begins_organizations(reader->at))
		return true;
	if (!text_empty(line_value(reader, ORGANIZATIONS_LINE)))
		return complain(reader, reader->at,
				"write the organizations below, one name a line");
	reader->at = behind_line(reader->at);
	for (skip_empty_lines(reader); *reader->at != '\0' && !begins_letter(reader->at);
	     skip_empty_lines(reader)) {
		if (begins_organizations(reader->at))
			return complain(reader, reader->at, "the organizations are there twice");
		if (!organization_add(reader, &end, count++))
			return false;
	}
	if (count == 0)
		return complain(reader, heading,
				"no organization follows: remove this line, or write "
				"their names below it");
	return true;
}

/* "To:" and "From:", in either order. */
static void read_letter_lines(struct reader *reader, struct text *to, struct text *from)
{
	for (;;) {
		bool is_to = line_begins(reader->at, "To:");
		struct text *value = is_to ? to : from;

		if (!begins_letter(reader->at) || value->bytes != NULL)
			return;
		*value = line_value(reader, is_to ? "To:" : "From:");
		reader->at = behind_line(reader->at);
		skip_empty_lines(reader);
	}
}

static bool read_letter(struct reader *reader)
{
	struct petition_import *petition = reader->petition;
	struct text to = {0}, from = {0};
	const char *start = reader->at;

	if (!begins_letter(start))
		return complain(reader, start,
				"the letter is missing: end the file with a line \"To: …\", a line "
				"\"From: [Your Name]\" and the letter");
	read_letter_lines(reader, &to, &from);
	petition->signer_line = from.bytes == NULL ? text_literal("") : from;
	petition->letter = text_copy(reader->arena, text_part(reader->at, strlen(reader->at)));
	if (text_empty(petition->letter))
		return complain(reader, start, "the letter is empty: write it below this line");
	if (petition->target.bytes == NULL)
		petition->target = to;
	if (petition->target.bytes == NULL || text_empty(petition->target))
		return complain(reader, start,
				"the target is missing: write \"To: \" and whom the letter is for");
	return true;
}

/* Dates of this shape sort as they follow each other. */
static bool keeps_long_enough(struct reader *reader)
{
	const struct petition_import *petition = reader->petition;

	if (petition->erase_on.bytes == NULL || petition->closes_on.bytes == NULL ||
	    strcmp(petition->erase_on.bytes, petition->closes_on.bytes) > 0)
		return true;
	return complain(reader, reader->start,
			"what signers typed would be erased before the petition closes: give a "
			"later day behind \"Erases:\"");
}

static bool set_presets(struct reader *reader)
{
	struct petition_import *petition = reader->petition;

	if (petition->language.bytes == NULL)
		petition->language = text_literal("en");
	if (petition->slug.bytes == NULL)
		petition->slug = slug_make(reader->arena, petition->title);
	if (!slug_is_right(petition->slug))
		return complain(reader, reader->title,
				"no slug can be made of this title: write \"Slug: a-name\" on top");
	return true;
}

must_check bool petition_file_read(struct arena *arena, const char *name, struct text content,
				   struct petition_import *petition, struct text *complaint)
{
	struct reader reader = {
		.arena = arena,
		.name = name,
		.start = content.bytes,
		.petition = petition,
		.complaint = complaint,
	};
	const char *end = content.bytes + content.size;
	struct text taken;

	*petition = (struct petition_import){0};
	/* Line by line, so that the complaint can say where. */
	for (const char *line = content.bytes, *stop; line < end; line = stop) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		stop = newline == NULL ? end : newline + 1;
		if (!text_take(arena, line, (size_t)(stop - line), &taken))
			return complain(&reader, line,
					"this line is not UTF-8 text: save the file as UTF-8");
	}
	/* The dot keeps the empty lines on top, so that they are counted. */
	if (!text_take(arena, text_format(arena, ".%s", content.bytes).bytes, content.size + 1,
		       &taken) ||
	    taken.size == 1)
		return complain(&reader, reader.start,
				"the file is empty: write the petition in it");
	reader.start = reader.at = taken.bytes + 1;
	skip_empty_lines(&reader);
	return read_keys(&reader) && keeps_long_enough(&reader) && read_title(&reader) &&
	       read_target(&reader) && read_body(&reader) && read_organizations(&reader) &&
	       read_letter(&reader) && set_presets(&reader);
}
