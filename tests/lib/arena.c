/* arena: memory is zeroed, aligned, separate, and ends in the right order. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "check.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct size_row {
	const char *name;
	size_t size;
};

static const struct size_row sizes[] = {
	{"nothing", 0},
	{"one byte", 1},
	{"an odd size", 7},
	{"a pointer's size", sizeof(void *)},
	{"just below a block", 16383},
	{"a whole block", 16384},
	{"just above a block", 16385},
	{"many blocks", 1000003},
};

static void gets_zeros(const void *row)
{
	size_t size = ((const struct size_row *)row)->size;

	for (size_t i = 0; i < 20; i++) {
		unsigned char *bytes = arena_get(arena, size);

		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t j = 0; j < size; j++)
			assert_int_equal(bytes[j], 0);
		memset(bytes, 0xa5, size);
	}
}

static void pieces_are_separate(void)
{
	unsigned char *pieces[500];

	for (size_t i = 0; i < 500; i++) {
		pieces[i] = arena_get(arena, i + 1);
		memset(pieces[i], (int)(i % 251), i + 1);
	}
	for (size_t i = 0; i < 500; i++) {
		for (size_t j = 0; j <= i; j++)
			assert_int_equal(pieces[i][j], i % 251);
	}
}

static void reset_memory_is_zeroed_again(void)
{
	unsigned char *bytes = arena_get(arena, 1000);

	memset(bytes, 0xff, 1000);
	arena_reset(arena);
	bytes = arena_get(arena, 1000);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(bytes[i], 0);
}

static void reset_keeps_a_block(void)
{
	void *first = arena_get(arena, 100);

	arena_get(arena, 100000);
	arena_reset(arena);
	assert_ptr_equal(arena_get(arena, 100), first);
}

static void copies_and_ends_with_nul(void)
{
	char bytes[4] = {'a', '\0', 'b', 'c'};
	char *copy = arena_copy(arena, bytes, 3);

	assert_memory_equal(copy, "a\0b", 4);
	bytes[0] = 'x';
	assert_int_equal(copy[0], 'a');
	assert_string_equal(arena_copy(arena, NULL, 0), "");
}

static char order[8];

static void note(void *handle)
{
	strcat(order, handle);
}

static void releases_the_newest_first(void)
{
	static char a[] = "a", b[] = "b", c[] = "c";

	order[0] = '\0';
	arena_defer(arena, note, a);
	arena_defer(arena, note, b);
	arena_get(arena, 50000);
	arena_defer(arena, note, c);
	arena_reset(arena);
	assert_string_equal(order, "cba");
	arena_reset(arena);
	assert_string_equal(order, "cba");
}

static void releases_when_freed(void)
{
	struct arena *other = arena_new();
	static char a[] = "a";

	order[0] = '\0';
	arena_defer(other, note, a);
	arena_free(other);
	assert_string_equal(order, "a");
}

/* The sum of two sizes must not wrap around to a small one. */
static void exits_when_memory_is_out(const void *row)
{
	int status, quiet[2];
	pid_t child;

	assert_int_equal(pipe(quiet), 0);
	child = fork();
	if (child == 0) {
		dup2(quiet[1], STDERR_FILENO);
		arena_copy(arena, "", ((const struct size_row *)row)->size);
		_exit(0);
	}
	close(quiet[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	close(quiet[0]);
}

static const struct size_row too_much[] = {
	{"the largest size", SIZE_MAX},
	{"one less", SIZE_MAX - 1},
	{"half of it", PTRDIFF_MAX},
};

int main(void)
{
	check_rows("gets zeros", gets_zeros, sizes);
	check("pieces are separate", pieces_are_separate);
	check("reset memory is zeroed again", reset_memory_is_zeroed_again);
	check("reset keeps a block", reset_keeps_a_block);
	check("copies, with a NUL behind", copies_and_ends_with_nul);
	check("releases the newest first", releases_the_newest_first);
	check("releases when freed", releases_when_freed);
	check_rows("out of memory exits", exits_when_memory_is_out, too_much);
	return check_run();
}
