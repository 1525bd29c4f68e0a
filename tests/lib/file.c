/* file: reads whole files and the names in a folder, or says why not. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "file.h"
#include "check.h"

#include <string.h>
#include <sys/stat.h>

static void reads_all_bytes(void)
{
	struct text content, complaint;
	const char *path = check_file("bytes", text_bytes("a\0b\xff\r\n"), 0600);

	assert_true(file_read(arena, path, 100, &content, &complaint));
	check_text_bytes(content, text_bytes("a\0b\xff\r\n"));
	assert_int_equal(content.bytes[content.size], '\0');
}

static void reads_an_empty_file(void)
{
	struct text content, complaint;

	assert_true(file_read(arena, check_file("empty", text_bytes(""), 0600), 0, &content,
			      &complaint));
	check_text(content, "");
}

static void reads_up_to_the_limit(void)
{
	struct text content, complaint, long_one;
	char *bytes = arena_get(arena, 20000);
	const char *path;

	memset(bytes, 'a', 20000);
	long_one = (struct text){bytes, 20000};
	path = check_file("long", long_one, 0600);
	assert_true(file_read(arena, path, 20000, &content, &complaint));
	check_text_bytes(content, long_one);
	assert_false(file_read(arena, path, 19999, &content, &complaint));
	check_part(complaint, "/long: is longer than 19999 bytes");
}

static void says_what_is_missing(void)
{
	struct text content, complaint;
	const char *path = text_format(arena, "%s/none", check_folder()).bytes;

	assert_false(file_read(arena, path, 10, &content, &complaint));
	check_part(complaint, "/none: No such file or directory");
	assert_false(file_read(arena, check_folder(), 10, &content, &complaint));
	check_part(complaint, ": Is a directory");
}

static void lists_names_in_order(void)
{
	const char *folder = text_format(arena, "%s/names", check_folder()).bytes;
	struct text complaint;
	const char *const *names;

	assert_int_equal(mkdir(folder, 0700), 0);
	check_file("names/b.ini", text_bytes(""), 0600);
	check_file("names/a.ini", text_bytes(""), 0600);
	check_file("names/a-b.ini", text_bytes(""), 0600);
	check_file("names/c.ini~", text_bytes(""), 0600);
	check_file("names/.d.ini", text_bytes(""), 0600);
	check_file("names/.ini", text_bytes(""), 0600);
	check_file("names/ini", text_bytes(""), 0600);
	assert_true(file_names(arena, folder, ".ini", &names, &complaint));
	assert_string_equal(names[0], "a-b.ini");
	assert_string_equal(names[1], "a.ini");
	assert_string_equal(names[2], "b.ini");
	assert_null(names[3]);
	assert_true(file_names(arena, folder, ".none", &names, &complaint));
	assert_null(names[0]);
}

static void says_which_folder_is_missing(void)
{
	const char *const *names;
	struct text complaint;

	assert_false(file_names(arena, "/nowhere/words", ".ini", &names, &complaint));
	check_part(complaint, "/nowhere/words: No such file or directory");
}

static void knows_an_ending(void)
{
	assert_true(file_ends("en.ini", ".ini"));
	assert_false(file_ends(".ini", ".ini"));
	assert_false(file_ends("ini", ".ini"));
	assert_false(file_ends("en.inix", ".ini"));
}

int main(void)
{
	check("reads all bytes", reads_all_bytes);
	check("reads an empty file", reads_an_empty_file);
	check("reads up to the limit", reads_up_to_the_limit);
	check("says what is missing", says_what_is_missing);
	check("lists names in order", lists_names_in_order);
	check("says which folder is missing", says_which_folder_is_missing);
	check("knows an ending", knows_an_ending);
	return check_run();
}
