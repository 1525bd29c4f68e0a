/* text: what a person typed, checked and normalised; a line proven to be one; a builder. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_TEXT_H
#define UNDERSIGNED_TEXT_H

#include "arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Valid UTF-8 in Unicode's normalisation form C (UAX #15), newline (LF) the only control character,
 * no bidirectional override (UAX #9: they make a page show other words than were typed), no white
 * space at either end. bytes is never NULL and has a NUL behind its size bytes.
 */
struct text {
	const char *bytes;
	size_t size;
};

/* A text without a newline: the only thing that a mail or reply header takes. NUL-terminated. */
struct line {
	const char *bytes;
	size_t size;
};

/* For words of our own: string literals and names from our tables. */
#define text_literal(string) ((struct text){"" string, sizeof(string) - 1})
#define line_literal(string) ((struct line){"" string, sizeof(string) - 1})
struct text text_of(const char *string);

/*
 * Takes size bytes that somebody typed. False when they are not UTF-8 or hold a NUL: PostgreSQL
 * would refuse them. CR LF, CR, NEL, LS and PS become LF, a tab a space; the other control
 * characters and the bidirectional overrides go.
 */
must_check bool text_take(struct arena *arena, const char *bytes, size_t size, struct text *taken);

/* False when the text has a newline. The line shares the text's memory. */
must_check bool line_take(struct text text, struct line *line);

/* Like line_take, but newlines and runs of white space become one space. */
struct line line_fold(struct arena *arena, struct text text);

struct text line_text(struct line line);

bool text_empty(struct text text);
bool text_equal(struct text one, struct text other);
bool text_is(struct text text, const char *string);
bool text_starts(struct text text, const char *string);

/* size bytes from a place inside, trimmed of white space. Shares the memory, so not
 * NUL-terminated: for parsers, which copy what they keep. */
struct text text_part(const char *bytes, size_t size);
struct text text_copy(struct arena *arena, struct text text);

/* How many Unicode characters (code points). */
size_t text_length(struct text text);

/* Digits only, no sign, at most most: false otherwise. */
must_check bool text_number(struct text text, unsigned long long most, unsigned long long *number);

/* Grows by doubling in the arena. Start with {.arena = arena}. */
struct builder {
	struct arena *arena;
	char *bytes;
	size_t size;
	size_t room;
};

void builder_add(struct builder *builder, const char *bytes, size_t size);
void builder_string(struct builder *builder, const char *string);
/* Room for so many bytes more, to be written there; then builder->size is to be raised. */
char *builder_room(struct builder *builder, size_t size);
void builder_text(struct builder *builder, struct text text);
void builder_format(struct builder *builder, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void builder_vformat(struct builder *builder, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* What was built so far, NUL-terminated; the builder may go on. Says nothing about its content. */
struct text builder_done(struct builder *builder);

/* printf into the arena. */
struct text text_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
