/* arena: each piece in memory of its own, so that sanitizers see where it ends. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "arena.h"

#include <stdlib.h>
#include <string.h>

/* Either a piece of memory or a handle and its release. */
struct piece {
	struct piece *older;
	void (*release)(void *handle);
	void *handle;
};

struct arena {
	struct piece *pieces;
	struct piece *deferred;
};

static void *get(size_t size)
{
	void *bytes = calloc(1, size == 0 ? 1 : size);

	if (bytes == NULL)
		abort();
	return bytes;
}

static void add(struct piece **newest, void (*release)(void *handle), void *handle)
{
	struct piece *piece = get(sizeof(*piece));

	*piece = (struct piece){*newest, release, handle};
	*newest = piece;
}

static void end(struct piece **newest)
{
	while (*newest != NULL) {
		struct piece *piece = *newest;

		*newest = piece->older;
		piece->release(piece->handle);
		free(piece);
	}
}

struct arena *arena_new(void)
{
	return get(sizeof(struct arena));
}

void *arena_get(struct arena *arena, size_t size)
{
	void *bytes = get(size);

	add(&arena->pieces, free, bytes);
	return bytes;
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	char *copy = arena_get(arena, size + 1);

	if (size > 0)
		memcpy(copy, bytes, size);
	return copy;
}

void arena_defer(struct arena *arena, void (*release)(void *handle), void *handle)
{
	add(&arena->deferred, release, handle);
}

void arena_reset(struct arena *arena)
{
	end(&arena->deferred);
	end(&arena->pieces);
}

void arena_free(struct arena *arena)
{
	arena_reset(arena);
	free(arena);
}
