/* text: see text.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

struct text text_of(const char *string)
{
	return (struct text){string, strlen(string)};
}

/* A no-break or an ideographic space is no name either. */
struct text text_part(const char *bytes, size_t size)
{
	const uint8_t *start = (const uint8_t *)bytes, *end = start + size, *before;
	ucs4_t c;

	while (start < end) {
		int taken = u8_mbtouc(&c, start, (size_t)(end - start));

		if (!uc_is_property_white_space(c))
			break;
		start += taken;
	}
	while ((before = u8_prev(&c, end, start)) != NULL && uc_is_property_white_space(c))
		end = before;
	return (struct text){(const char *)start, (size_t)(end - start)};
}

struct text text_copy(struct arena *arena, struct text text)
{
	return (struct text){arena_copy(arena, text.bytes, text.size), text.size};
}

static bool is_plain(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if ((byte < 0x20 && byte != '\n') || byte > 0x7e)
			return false;
	}
	return true;
}

static bool is_override(ucs4_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Writes at most as many bytes as it reads. */
static size_t without_controls(const uint8_t *from, size_t size, uint8_t *to)
{
	const uint8_t *end = from + size;
	size_t written = 0;

	while (from < end) {
		ucs4_t c;
		int taken = u8_mbtouc(&c, from, (size_t)(end - from));

		if (c == '\r' && from + 1 < end && from[1] == '\n')
			taken = 2;
		from += taken;
		if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
			c = '\n';
		if (c == '\t')
			c = ' ';
		if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || is_override(c))
			continue;
		written += (size_t)u8_uctomb(to + written, c, 6);
	}
	return written;
}

must_check bool text_take(struct arena *arena, const char *bytes, size_t size, struct text *taken)
{
	uint8_t *kept, *normal;
	size_t length;

	if (is_plain(bytes, size)) {
		*taken = text_copy(arena, text_part(bytes, size));
		return true;
	}
	if (memchr(bytes, 0, size) != NULL || u8_check((const uint8_t *)bytes, size) != NULL)
		return false;
	kept = arena_get(arena, size + 6);
	size = without_controls((const uint8_t *)bytes, size, kept);
	/* NFC is at most three times as long (UAX #15, section 14); given no room that suffices,
	 * u8_normalize would call malloc. */
	length = 3 * size + 1;
	normal = arena_get(arena, length);
	if (u8_normalize(UNINORM_NFC, kept, size, normal, &length) != normal)
		return false;
	*taken = text_copy(arena, text_part((const char *)normal, length));
	return true;
}

must_check bool line_take(struct text text, struct line *line)
{
	if (memchr(text.bytes, '\n', text.size) != NULL ||
	    memchr(text.bytes, '\r', text.size) != NULL)
		return false;
	*line = (struct line){text.bytes, text.size};
	return true;
}

struct line line_fold(struct arena *arena, struct text text)
{
	char *folded = arena_copy(arena, text.bytes, text.size);
	size_t size = 0;

	for (size_t i = 0; i < text.size; i++) {
		char byte = is_blank(text.bytes[i]) ? ' ' : text.bytes[i];

		if (byte != ' ' || (size > 0 && folded[size - 1] != ' '))
			folded[size++] = byte;
	}
	while (size > 0 && folded[size - 1] == ' ')
		size--;
	folded[size] = '\0';
	return (struct line){folded, size};
}

struct text line_text(struct line line)
{
	return (struct text){line.bytes, line.size};
}

bool text_empty(struct text text)
{
	return text.size == 0;
}

bool text_equal(struct text one, struct text other)
{
	return one.size == other.size && memcmp(one.bytes, other.bytes, one.size) == 0;
}

bool text_is(struct text text, const char *string)
{
	return text_equal(text, text_of(string));
}

bool text_starts(struct text text, const char *string)
{
	size_t size = strlen(string);

	return text.size >= size && memcmp(text.bytes, string, size) == 0;
}

size_t text_length(struct text text)
{
	size_t length = 0;

	for (size_t i = 0; i < text.size; i++)
		length += ((unsigned char)text.bytes[i] & 0xc0) != 0x80;
	return length;
}

must_check bool text_number(struct text text, unsigned long long most, unsigned long long *number)
{
	unsigned long long sum = 0;

	for (size_t i = 0; i < text.size; i++) {
		unsigned digit = (unsigned)(text.bytes[i] - '0');

		if (digit > 9 || sum > (most - digit) / 10)
			return false;
		sum = sum * 10 + digit;
	}
	*number = sum;
	return text.size > 0 && sum <= most;
}

static void builder_reserve(struct builder *builder, size_t more)
{
	size_t room = builder->room < 256 ? 256 : builder->room;
	char *bytes;

	if (builder->bytes != NULL && more < builder->room - builder->size)
		return;
	while (room - builder->size <= more)
		room *= 2;
	bytes = arena_get(builder->arena, room);
	if (builder->size > 0)
		memcpy(bytes, builder->bytes, builder->size);
	builder->bytes = bytes;
	builder->room = room;
}

void builder_add(struct builder *builder, const char *bytes, size_t size)
{
	builder_reserve(builder, size);
	if (size > 0)
		memcpy(builder->bytes + builder->size, bytes, size);
	builder->size += size;
}

char *builder_room(struct builder *builder, size_t size)
{
	builder_reserve(builder, size);
	return builder->bytes + builder->size;
}

void builder_string(struct builder *builder, const char *string)
{
	builder_add(builder, string, strlen(string));
}

void builder_text(struct builder *builder, struct text text)
{
	builder_add(builder, text.bytes, text.size);
}

void builder_vformat(struct builder *builder, const char *format, va_list arguments)
{
	va_list again;
	size_t room;
	int size;

	builder_reserve(builder, 32);
	room = builder->room - builder->size;
	va_copy(again, arguments);
	size = vsnprintf(builder->bytes + builder->size, room, format, again);
	va_end(again);
	if (size <= 0)
		return;
	if ((size_t)size >= room) {
		builder_reserve(builder, (size_t)size);
		vsnprintf(builder->bytes + builder->size, (size_t)size + 1, format, arguments);
	}
	builder->size += (size_t)size;
}

void builder_format(struct builder *builder, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	builder_vformat(builder, format, arguments);
	va_end(arguments);
}

struct text builder_done(struct builder *builder)
{
	builder_reserve(builder, 0);
	builder->bytes[builder->size] = '\0';
	return (struct text){builder->bytes, builder->size};
}

struct text text_format(struct arena *arena, const char *format, ...)
{
	struct builder builder = {.arena = arena};
	va_list arguments;

	va_start(arguments, format);
	builder_vformat(&builder, format, arguments);
	va_end(arguments);
	return builder_done(&builder);
}
