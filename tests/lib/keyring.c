/* keyring: what is a file of keys, and what becomes of it when they are rotated. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keyring.h"
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define DAY 86400

static void creates_a_file_for_the_owner_only(void)
{
	const char *path = text_format(arena, "%s/new", check_folder()).bytes;
	struct keyring keyring;
	struct text complaint;
	struct stat file;

	assert_true(keyring_create(arena, path, &complaint));
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(file.st_size, 65);
	assert_true(keyring_read(arena, path, &keyring, &complaint));
}

static void never_replaces_a_file(void)
{
	const char *path = check_file("there", text_literal(HEX), 0600);
	struct text complaint;
	char content[80] = "";
	FILE *file;

	assert_true(keyring_create(arena, path, &complaint));
	file = fopen(path, "re");
	assert_non_null(file);
	assert_int_equal(fread(content, 1, sizeof(content) - 1, file), 64);
	fclose(file);
	assert_string_equal(content, HEX);
}

static void creates_a_new_one_each_time(void)
{
	const char *one = text_format(arena, "%s/one", check_folder()).bytes;
	const char *two = text_format(arena, "%s/two", check_folder()).bytes;
	struct keyring first, second;
	struct text complaint;

	assert_true(keyring_create(arena, one, &complaint));
	assert_true(keyring_create(arena, two, &complaint));
	assert_true(keyring_read(arena, one, &first, &complaint));
	assert_true(keyring_read(arena, two, &second, &complaint));
	assert_memory_not_equal(first.keys[0].bytes, second.keys[0].bytes, KEYRING_KEY_SIZE);
}

static void says_that_it_cannot_create(void)
{
	struct text complaint;

	assert_false(keyring_create(arena, "/nowhere/secret", &complaint));
	check_part(complaint, "/nowhere/secret: No such file or directory: make the folder");
}

struct file_row {
	const char *name;
	struct text content;
	unsigned mode;
	const char *complaint; /* NULL: right */
};

static const struct file_row files[] = {
	{"right", text_bytes(HEX), 0600, NULL},
	{"with a newline", text_bytes(HEX "\n"), 0600, NULL},
	{"with CR LF", text_bytes(HEX "\r\n"), 0600, NULL},
	{"for a group", text_bytes(HEX), 0640, NULL},
	{"in capitals",
	 text_bytes("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"), 0600,
	 NULL},
	{"rotated", text_bytes(HEX " - 2030-12-31T23:59:00Z\n" HEX " 2030-12-01T00:00:00Z -\n"),
	 0600, NULL},
	{"with a blank line", text_bytes(HEX "\n\n"), 0600, NULL},
	{"no time", text_bytes(HEX " - tomorrow\n"), 0600, " must hold 64 hexadecimal digits"},
	{"half a time", text_bytes(HEX " - 2030-12-31T23:59:00\n"), 0600,
	 " must hold 64 hexadecimal digits"},
	{"one time", text_bytes(HEX " -\n"), 0600, " must hold 64 hexadecimal digits"},
	{"three times", text_bytes(HEX " - - -\n"), 0600, " must hold 64 hexadecimal digits"},
	{"a second line that is none", text_bytes(HEX "\nmore\n"), 0600,
	 " must hold 64 hexadecimal digits"},
	{"for others", text_bytes(HEX), 0644, " can be read by others: chmod o-rwx it"},
	{"empty", text_bytes(""), 0600, " must hold 64 hexadecimal digits"},
	{"a digit short",
	 text_bytes("00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"), 0600,
	 " must hold 64 hexadecimal digits"},
	{"a digit long", text_bytes(HEX "0"), 0600, " must hold 64 hexadecimal digits"},
	{"another word",
	 text_bytes("g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"), 0600,
	 " must hold 64 hexadecimal digits"},
	{"a space inside",
	 text_bytes("0001020304050607 8090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"), 0600,
	 " must hold 64 hexadecimal digits"},
};

static void reads_a_file(const void *row)
{
	const struct file_row *expected = row;
	const char *path = check_file("secret", expected->content, expected->mode);
	struct keyring keyring;
	struct text complaint;
	bool right = keyring_read(arena, path, &keyring, &complaint);

	assert_int_equal(right, expected->complaint == NULL);
	if (!right)
		check_part(complaint, text_format(arena, "%s%s", path, expected->complaint).bytes);
}

static void says_that_it_is_not_there(void)
{
	struct keyring keyring;
	struct text complaint;

	assert_false(keyring_read(arena, "/nowhere/secret", &keyring, &complaint));
	check_part(complaint, "/nowhere/secret is not there: undersigned setup makes it");
}

static void rotate(const char *path, int64_t from, int64_t until)
{
	struct text complaint;

	if (!keyring_rotate(arena, path, from, until, &complaint))
		fail_msg("%s", complaint.bytes);
}

static struct keyring read_keyring(const char *path)
{
	struct keyring keyring;
	struct text complaint;

	if (!keyring_read(arena, path, &keyring, &complaint))
		fail_msg("%s", complaint.bytes);
	return keyring;
}

static void rotates(void)
{
	const char *path = check_file("rotated", text_literal(HEX "\n"), 0640);
	int64_t now = time(NULL);
	struct keyring before = read_keyring(path), after;
	struct stat file;

	rotate(path, now + 60, now + DAY);
	after = read_keyring(path);
	assert_int_equal(after.count, 2);
	assert_memory_equal(after.keys[0].bytes, before.keys[0].bytes, KEYRING_KEY_SIZE);
	assert_memory_not_equal(after.keys[1].bytes, before.keys[0].bytes, KEYRING_KEY_SIZE);
	assert_int_equal(after.keys[0].from, 0);
	assert_int_equal(after.keys[0].until, now + DAY);
	assert_int_equal(after.keys[1].from, now + 60);
	assert_true(after.keys[1].until == INT64_MAX);
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0640);
}

static void keeps_the_first_for_ever(void)
{
	const char *path = check_file("again", text_literal(HEX "\n"), 0600);
	int64_t now = time(NULL);
	struct keyring before = read_keyring(path), after;

	for (int i = 0; i < 3 * KEYRING_KEYS; i++)
		rotate(path, now - 20, now - 10);
	after = read_keyring(path);
	/* The first, the one before and the new one. */
	assert_int_equal(after.count, 3);
	assert_memory_equal(after.keys[0].bytes, before.keys[0].bytes, KEYRING_KEY_SIZE);
	assert_int_equal(after.keys[0].until, now - 10);
}

static void takes_no_more_than_it_reads(void)
{
	const char *path = check_file("many", text_literal(HEX "\n"), 0600);
	int64_t now = time(NULL);
	struct text complaint;

	for (int i = 1; i < KEYRING_KEYS; i++)
		rotate(path, now, now + DAY);
	assert_false(keyring_rotate(arena, path, now, now + DAY, &complaint));
	check_part(complaint, "links of 8 keys still open");
	assert_int_equal(read_keyring(path).count, KEYRING_KEYS);
}

int main(void)
{
	check("creates a file for the owner only", creates_a_file_for_the_owner_only);
	check("never replaces a file", never_replaces_a_file);
	check("creates a new one each time", creates_a_new_one_each_time);
	check("says that it cannot create", says_that_it_cannot_create);
	check_rows("read", reads_a_file, files);
	check("says that it is not there", says_that_it_is_not_there);
	check("rotates", rotates);
	check("keeps the first for ever", keeps_the_first_for_ever);
	check("takes no more than it reads", takes_no_more_than_it_reads);
	return check_run();
}
