/* arena: see arena.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE ((size_t)16384)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
	struct block *older;
	size_t size; /* of the bytes behind this header */
	size_t used;
	max_align_t bytes[];
};

struct deferred {
	struct deferred *older;
	void (*release)(void *handle);
	void *handle;
};

struct arena {
	struct block *newest;
	struct deferred *deferred;
};

static void out_of_memory(void)
{
	static const char fact[] = "level=error event=out_of_memory action=exit\n";

	(void)!write(STDERR_FILENO, fact, sizeof(fact) - 1);
	_exit(1);
}

static struct block *block_new(size_t size)
{
	struct block *block;

	if (size > PTRDIFF_MAX - sizeof(*block))
		out_of_memory();
	block = malloc(sizeof(*block) + size);
	if (block == NULL)
		out_of_memory();
	block->older = NULL;
	block->size = size;
	block->used = 0;
	return block;
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	if (arena == NULL)
		out_of_memory();
	arena->newest = block_new(BLOCK_SIZE);
	return arena;
}

void *arena_get(struct arena *arena, size_t size)
{
	struct block *block = arena->newest;
	size_t room = size == 0 ? 1 : size;
	void *bytes;

	if (room > PTRDIFF_MAX - ALIGNMENT)
		out_of_memory();
	room = (room + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (room > block->size - block->used) {
		block = block_new(room > BLOCK_SIZE ? room : BLOCK_SIZE);
		block->older = arena->newest;
		arena->newest = block;
	}
	bytes = (char *)block->bytes + block->used;
	block->used += room;
	return memset(bytes, 0, size);
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	char *copy;

	if (size == SIZE_MAX)
		out_of_memory();
	copy = arena_get(arena, size + 1);
	if (size > 0)
		memcpy(copy, bytes, size);
	return copy;
}

void arena_defer(struct arena *arena, void (*release)(void *handle), void *handle)
{
	struct deferred *deferred = arena_get(arena, sizeof(*deferred));

	deferred->release = release;
	deferred->handle = handle;
	deferred->older = arena->deferred;
	arena->deferred = deferred;
}

void arena_reset(struct arena *arena)
{
	while (arena->deferred != NULL) {
		struct deferred *deferred = arena->deferred;

		arena->deferred = deferred->older;
		deferred->release(deferred->handle);
	}
	while (arena->newest->older != NULL) {
		struct block *block = arena->newest;

		arena->newest = block->older;
		free(block);
	}
	arena->newest->used = 0;
}

void arena_free(struct arena *arena)
{
	arena_reset(arena);
	free(arena->newest);
	free(arena);
}
