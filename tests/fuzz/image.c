/* image: any bytes are taken for a picture of a size that can be shown, or refused. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "image.h"

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct image image = {0};
	struct text content = fuzz_text(arena, data, size);
	const char *wrong;

	if (image_judge(content, &image, &wrong)) {
		fuzz_must(image.width >= 600 && image.height >= 315, "it is large enough");
		fuzz_must(image.width <= 5000 && image.height <= 5000, "and not too large");
		fuzz_must(wrong == NULL, "nothing is wrong with it");
	} else {
		fuzz_must(wrong != NULL, "what is wrong is said");
	}
	arena_free(arena);
	return 0;
}
