/* slug: see slug.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "slug.h"

#include <string.h>
#include <uninorm.h>
#include <unistr.h>

bool slug_is_right(struct text slug)
{
	return slug.size > 0 && slug.size <= SLUG_LIMIT &&
	       strspn(slug.bytes, "abcdefghijklmnopqrstuvwxyz0123456789-") == slug.size &&
	       slug.bytes[0] != '-' && slug.bytes[slug.size - 1] != '-' && !text_is(slug, "health");
}

static bool is_letter(ucs4_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* A combining mark (Unicode block U+0300) or an apostrophe, straight or curly. */
static bool vanishes(ucs4_t c)
{
	return (c >= 0x300 && c <= 0x36f) || c == '\'' || c == 0x2019 || c == 0x2018;
}

struct text slug_make(struct arena *arena, struct text title)
{
	struct builder slug = {.arena = arena};
	size_t size = 12 * title.size + 1; /* NFKD is at most 11 times as long: UAX #15 */
	uint8_t *plain = arena_get(arena, size);
	size_t last_word = 0;
	bool gap = false;
	ucs4_t c;

	plain = u8_normalize(UNINORM_NFKD, (const uint8_t *)title.bytes, title.size, plain, &size);
	for (size_t i = 0; plain != NULL && i < size && slug.size < SLUG_MADE_LIMIT;) {
		i += (size_t)u8_mbtouc(&c, plain + i, size - i);
		c = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
		if (is_letter(c)) {
			if (gap && slug.size > 0) {
				last_word = slug.size;
				builder_string(&slug, "-");
			}
			gap = false;
			builder_add(&slug, &(char){(char)c}, 1);
		} else if (!vanishes(c)) {
			gap = true;
		}
	}
	if (slug.size >= SLUG_MADE_LIMIT && last_word > 0)
		slug.size = last_word;
	return builder_done(&slug);
}
