/* postal: any text is judged by any country, and an example is right where it is given. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "postal.h"

#include "fuzz.h"

/* The first two bytes are the country. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text country, typed, example = text_literal("");

	if (size >= 2 && text_take(arena, (const char *)data, 2, &country) &&
	    text_take(arena, (const char *)data + 2, size - 2, &typed) &&
	    postal_judge(typed, country, &example) == POSTAL_STRANGE)
		fuzz_must(postal_judge(example, country, &example) == POSTAL_RIGHT,
			  "the example is a code of the country");
	arena_free(arena);
	return 0;
}
