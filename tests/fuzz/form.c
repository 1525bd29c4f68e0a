/* form: any body becomes fields that are checked texts, or is refused. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "form.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"given_name", "email",  "comment", "stamp",
					    "show_name",  "source", "action",  ""};
	struct arena *arena = arena_new();
	const struct form *form;

	if (form_read(arena, fuzz_text(arena, data, size), &form) == FORM_READ) {
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			fuzz_typed(arena, form_field(form, names[i]));
	}
	arena_free(arena);
	return 0;
}
