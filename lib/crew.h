/* crew: the threads of a program, and how many of them are awake. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_CREW_H
#define UNDERSIGNED_CREW_H

#include "arena.h"

#include <stdbool.h>

/*
 * Threads that wait at one door for work, made as they are needed. Only some are awake, at the door
 * or at work: two for each processor, and at least four. Where all of 64 wait, the kernel wakes
 * another one for each request of a crowd: processors change from thread to thread, and a lane's
 * batches stay small (doc/figures.md). Another wakes for one that sleeps over its work:
 * on a lane, which says so, or anywhere for longer than a moment of 10 ms, which is seen. (The
 * concurrency value of Windows' I/O completion ports is the same thought.)
 */
struct crew;

struct crew_work {
	/* At the door: a piece of work that is the caller's alone, or NULL when there will be none. */
	void *(*wait)(void *context);
	void (*work)(void *context, void *piece);
};

/* limit: at most so many threads. They last no longer than the process's arena: see crew_end. */
struct crew *crew_new(struct arena *process, const struct crew_work *work, void *context,
		      unsigned limit);

/* One thread waits at the door from now on, and the others as they are needed. */
void crew_start(struct crew *crew);

/* Once wait gives NULL to all: waits until the last has ended. False when some are still at work
 * after so many seconds; then only _exit is safe. */
must_check bool crew_end(struct crew *crew, unsigned seconds);

/* The calling thread is about to sleep, and has woken. They do nothing in a thread of no crew. */
void crew_pause(void);
void crew_resume(void);

#endif
