/* arena: memory that ends with the request; foreign handles are released with it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ARENA_H
#define UNDERSIGNED_ARENA_H

#include <stddef.h>

/* The caller has to look at the result. */
#define must_check __attribute__((warn_unused_result))

/*
 * There are two lifetimes: the process's and the request's. A function that takes an arena returns
 * that arena's memory; one that does not, allocates nothing its caller sees. An arena belongs to
 * one thread at a time. Out of memory: a line on standard error and exit status 1; the web server
 * starts a new process.
 */
struct arena;

/* A new, empty arena. Give it back with arena_free. */
struct arena *arena_new(void);

/* size zeroed bytes, aligned for any type, alive until the arena is reset or freed. Never NULL. */
void *arena_get(struct arena *arena, size_t size);

/* A copy of size bytes, with a NUL behind them. */
char *arena_copy(struct arena *arena, const void *bytes, size_t size);

/* Calls release(handle) when the arena is reset or freed, the newest first. */
void arena_defer(struct arena *arena, void (*release)(void *handle), void *handle);

/* Ends everything in the arena and keeps one block for the next use. */
void arena_reset(struct arena *arena);

/* Ends everything in the arena, and the arena. */
void arena_free(struct arena *arena);

#endif
