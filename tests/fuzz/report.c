/* report: whatever a mail server pipes in is understood or is none. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "report.h"

#include "fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct report report;

	fuzz_must(report_read(arena, fuzz_text(arena, data, size), &report), "GMime is here");
	fuzz_must(strspn(report.status.bytes, "0123456789.") == report.status.size &&
			  report.status.size <= strlen("5.999.999"),
		  "a status is numbers and dots");
	fuzz_must(report.kind != REPORT_REFUSED || report.status.bytes[0] == '5',
		  "who is refused for good was told so");
	fuzz_must(report.words.bytes[report.words.size] == '\0', "a NUL stands behind the words");
	arena_free(arena);
	return 0;
}
