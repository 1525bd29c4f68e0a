/* field: any bytes are taken for fields, group by group, until there are none left. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "field.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct text rest = fuzz_text(arena, data, size);
	struct field field;

	while (rest.size > 0) {
		size_t before = rest.size;

		while (field_next(arena, &rest, &field)) {
			fuzz_must(field.name.size > 0, "a field has a name");
			for (size_t i = 0; i < field.value.size; i++)
				fuzz_must(field.value.bytes[i] >= ' ' &&
						  field.value.bytes[i] <= '~',
					  "its value is printable");
			fuzz_must(field.value.bytes[field.value.size] == '\0',
				  "a NUL stands behind it");
		}
		fuzz_must(rest.size < before, "it goes on");
	}
	arena_free(arena);
	return 0;
}
