/* fuzz: see fuzz.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

void fuzz_must(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

void fuzz_typed(struct arena *arena, struct text text)
{
	struct text again;

	fuzz_must(text.bytes != NULL && text.bytes[text.size] == '\0', "a NUL stands behind it");
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];

		fuzz_must(byte == '\n' || (byte >= 0x20 && byte != 0x7f), "no control character");
	}
	fuzz_must(text_take(arena, text.bytes, text.size, &again), "it is UTF-8");
	fuzz_must(text_equal(text, again), "it stays as it is when it is taken again");
}

struct text fuzz_text(struct arena *arena, const uint8_t *data, size_t size)
{
	return (struct text){arena_copy(arena, data, size), size};
}

struct text fuzz_line(struct arena *arena, struct text *text)
{
	const char *newline = memchr(text->bytes, '\n', text->size);
	size_t size = newline == NULL ? text->size : (size_t)(newline - text->bytes);
	struct text line = {arena_copy(arena, text->bytes, size), size};
	size_t taken = size + (newline != NULL);

	*text = (struct text){text->bytes + taken, text->size - taken};
	return line;
}

struct open_file {
	int descriptor;
};

static void file_release(void *handle)
{
	const struct open_file *file = handle;

	close(file->descriptor);
}

const char *fuzz_file(struct arena *arena, struct text content)
{
	struct open_file *file = arena_get(arena, sizeof(*file));

	file->descriptor = memfd_create("fuzz", MFD_CLOEXEC);
	fuzz_must(file->descriptor >= 0 && fchmod(file->descriptor, 0600) == 0 &&
			  write(file->descriptor, content.bytes, content.size) ==
				  (ssize_t)content.size,
		  "a file in memory can be made");
	arena_defer(arena, file_release, file);
	return text_format(arena, "/proc/self/fd/%d", file->descriptor).bytes;
}
