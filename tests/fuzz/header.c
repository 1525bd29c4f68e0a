/* header: any words become one header of a mail, and nothing behind it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "header.h"

#include "fuzz.h"

#include <string.h>

#define ENCODED_WORD_LIMIT 75 /* RFC 2047, section 2 */

static void judge_line(struct line line)
{
	for (size_t i = 0; i < line.size; i++)
		fuzz_must(line.bytes[i] >= 0x20 && line.bytes[i] < 0x7f, "it is printable ASCII");
	fuzz_must(line.bytes[line.size] == '\0', "a NUL stands behind it");
}

static void judge_words(const char *at)
{
	while ((at = strstr(at, "=?UTF-8?Q?")) != NULL) {
		const char *end = strstr(at + strlen("=?UTF-8?Q?"), "?=");

		fuzz_must(end != NULL && end + 2 - at <= ENCODED_WORD_LIMIT && end[-1] != '?',
			  "an encoded word is whole, not empty and not too long");
		fuzz_must(memchr(at, ' ', (size_t)(end - at)) == NULL, "and has no space");
		at = end + 2;
	}
}

static void judge_folded(struct text folded)
{
	const char *at = folded.bytes, *newline;

	fuzz_must(text_starts(folded, "Subject: "), "its name comes first");
	while ((newline = strpbrk(at, "\r\n")) != NULL) {
		fuzz_must(newline[0] == '\r' && newline[1] == '\n' && newline[2] == ' ',
			  "a line goes on in the next");
		at = newline + 2;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text typed;

	if (text_take(arena, (const char *)data, size, &typed)) {
		struct line encoded = header_encode(arena, typed);

		judge_line(encoded);
		judge_words(encoded.bytes);
		judge_folded(header_fold(arena, "Subject", encoded));
		judge_line(header_phrase(arena, typed));
	}
	arena_free(arena);
	return 0;
}
