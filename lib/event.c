/* event: see event.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "event.h"

#include <string.h>

#define CODE_LETTERS "23456789abcdefghjkmnpqrstuvwxyz"

struct text event_code_make(struct arena *arena)
{
	const uint64_t letters = sizeof(CODE_LETTERS) - 1;
	char *code = arena_get(arena, EVENT_CODE_LENGTH + 1);
	uint64_t random = secret_nonce();

	/* Ten letters of 31 take 49.5 bits; the last one, what is left of the 48. */
	for (size_t i = 0; i < EVENT_CODE_LENGTH; i++, random /= letters)
		code[i] = CODE_LETTERS[random % letters];
	return (struct text){code, EVENT_CODE_LENGTH};
}

struct text event_code(struct text typed)
{
	return typed.size == EVENT_CODE_LENGTH && strspn(typed.bytes, CODE_LETTERS) == typed.size
		       ? typed
		       : text_literal("");
}
