/* header: see header.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "header.h"

#include <string.h>
#include <time.h>

#define WORD_LIMIT 75
#define FIRST_WORD_LIMIT 60 /* beside the header's name */
#define LINE_LIMIT 76       /* of a line with an encoded word: RFC 2047, section 2 */
#define WORD_START "=?UTF-8?Q?"
#define WORD_END "?="

static bool is_printable(struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] < 0x20 || text.bytes[i] > 0x7e)
			return false;
	}
	return memmem(text.bytes, text.size, "=?", 2) == NULL;
}

static size_t character_size(const char *bytes, size_t size)
{
	size_t length = 1;

	while (length < size && ((unsigned char)bytes[length] & 0xc0) == 0x80)
		length++;
	return length;
}

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static size_t encoded_size(const char *bytes, size_t size)
{
	return size == 1 && (is_plain(*bytes) || *bytes == ' ') ? 1 : 3 * size;
}

static void add_character(struct builder *builder, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (is_plain(bytes[i]))
			builder_add(builder, &bytes[i], 1);
		else if (bytes[i] == ' ')
			builder_string(builder, "_");
		else
			builder_format(builder, "=%02X", (unsigned char)bytes[i]);
	}
}

struct line header_encode(struct arena *arena, struct text words)
{
	struct line line = line_fold(arena, words);
	struct builder builder = {.arena = arena};
	size_t room = 0;
	struct text built;

	if (is_printable(line_text(line)))
		return line;
	for (size_t i = 0; i < line.size;) {
		size_t size = character_size(line.bytes + i, line.size - i);
		size_t needs = encoded_size(line.bytes + i, size);

		if (needs > room) {
			builder_string(&builder, i == 0 ? WORD_START : WORD_END " " WORD_START);
			room = i == 0 ? FIRST_WORD_LIMIT : WORD_LIMIT;
			room -= strlen(WORD_START WORD_END);
		}
		add_character(&builder, line.bytes + i, size);
		room -= needs;
		i += size;
	}
	builder_string(&builder, WORD_END);
	built = builder_done(&builder);
	return (struct line){built.bytes, built.size};
}

struct text header_fold(struct arena *arena, const char *name, struct line value)
{
	struct builder builder = {.arena = arena};
	const char *at = value.bytes, *end = value.bytes + value.size;
	size_t column = strlen(name) + 2;

	builder_format(&builder, "%s: ", name);
	while (at < end) {
		const char *space = memchr(at, ' ', (size_t)(end - at));
		size_t size = (size_t)((space == NULL ? end : space) - at);

		if (column + size > LINE_LIMIT && at > value.bytes) {
			builder.size--; /* the space goes to the next line */
			builder_string(&builder, "\r\n ");
			column = 1;
		}
		builder_add(&builder, at, size);
		if (space != NULL)
			builder_string(&builder, " ");
		column += size + 1;
		at += size + (space != NULL);
	}
	return builder_done(&builder);
}

struct line header_phrase(struct arena *arena, struct text name)
{
	struct builder builder = {.arena = arena};
	struct line line = line_fold(arena, name);
	struct text built;

	if (!is_printable(line_text(line)))
		return header_encode(arena, name);
	builder_string(&builder, "\"");
	for (size_t i = 0; i < line.size; i++) {
		if (line.bytes[i] == '"' || line.bytes[i] == '\\')
			builder_string(&builder, "\\");
		builder_add(&builder, &line.bytes[i], 1);
	}
	builder_string(&builder, "\"");
	built = builder_done(&builder);
	return (struct line){built.bytes, built.size};
}

struct line header_date(struct arena *arena, long long time)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t seconds = (time_t)time;
	struct tm utc;
	struct text date;

	gmtime_r(&seconds, &utc);
	date = text_format(arena, "%s, %d %s %d %02d:%02d:%02d +0000", days[utc.tm_wday],
			   utc.tm_mday, months[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour,
			   utc.tm_min, utc.tm_sec);
	return (struct line){date.bytes, date.size};
}
