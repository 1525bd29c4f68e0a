/* keyring: see keyring.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HEX_SIZE (2 * KEYRING_KEY_SIZE)
#define LINE_SIZE 128
#define WRONG "must hold 64 hexadecimal digits: restore it from the backup"

struct text keyring_time(struct arena *arena, int64_t time)
{
	time_t seconds = (time_t)time;
	struct tm parts;
	char written[32];

	if (time == 0 || time == INT64_MAX || gmtime_r(&seconds, &parts) == NULL)
		return text_literal("-");
	strftime(written, sizeof(written), "%Y-%m-%dT%H:%M:%SZ", &parts);
	return text_format(arena, "%s", written);
}

static bool read_time(const char *word, int64_t *time)
{
	struct tm parts = {0};
	int end = 0;

	if (strcmp(word, "-") == 0)
		return true;
	if (sscanf(word, "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &parts.tm_year, &parts.tm_mon,
		   &parts.tm_mday, &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &end) != 6 ||
	    word[end] != '\0' || end == 0)
		return false;
	parts.tm_year -= 1900;
	parts.tm_mon--;
	*time = (int64_t)timegm(&parts);
	return true;
}

static bool read_key(char *line, struct keyring_key *key)
{
	char hex[LINE_SIZE], from[LINE_SIZE] = "-", until[LINE_SIZE] = "-", more[2];
	int words = sscanf(line, "%127s %127s %127s %1s", hex, from, until, more);
	size_t size;
	bool right;

	key->from = 0;
	key->until = INT64_MAX;
	right = (words == 1 || words == 3) && strlen(hex) == HEX_SIZE &&
		sodium_hex2bin(key->bytes, sizeof(key->bytes), hex, HEX_SIZE, NULL, &size, NULL) ==
			0 &&
		size == sizeof(key->bytes) && read_time(from, &key->from) &&
		read_time(until, &key->until);
	sodium_memzero(hex, sizeof(hex));
	return right;
}

static bool read_lines(FILE *file, struct keyring *keyring, const char **wrong)
{
	char line[LINE_SIZE];
	bool right = true;

	while (right && fgets(line, sizeof(line), file) != NULL) {
		if (line[strspn(line, " \t\r\n")] == '\0')
			continue;
		right = keyring->count < KEYRING_KEYS &&
			read_key(line, &keyring->keys[keyring->count++]);
	}
	sodium_memzero(line, sizeof(line));
	right = right && keyring->count > 0 && ferror(file) == 0;
	if (!right)
		*wrong = WRONG;
	return right;
}

static bool read_file(const char *path, struct keyring *keyring, const char **wrong)
{
	FILE *file = fopen(path, "re");
	struct stat status;
	bool right = false;

	if (file == NULL) {
		*wrong = errno == ENOENT
				 ? "is not there: undersigned setup makes it"
				 : "cannot be read: give it to the user of the web programs";
		return false;
	}
	if (fstat(fileno(file), &status) != 0 || status.st_mode & S_IROTH)
		*wrong = "can be read by others: chmod o-rwx it";
	else
		right = read_lines(file, keyring, wrong);
	fclose(file);
	return right;
}

must_check bool keyring_read(struct arena *arena, const char *path, struct keyring *keyring,
			     struct text *complaint)
{
	const char *wrong = "needs libsodium, which did not start";

	keyring->count = 0;
	if (sodium_init() >= 0 && read_file(path, keyring, &wrong))
		return true;
	keyring_wipe(keyring);
	*complaint = text_format(arena, "%s %s", path, wrong);
	return false;
}

void keyring_wipe(struct keyring *keyring)
{
	sodium_memzero(keyring, sizeof(*keyring));
}

static bool write_key(int file, const char *behind, const struct keyring_key *key)
{
	char line[LINE_SIZE];
	bool right;

	sodium_bin2hex(line, sizeof(line), key->bytes, sizeof(key->bytes));
	snprintf(line + HEX_SIZE, sizeof(line) - HEX_SIZE, "%s\n", behind);
	right = write(file, line, strlen(line)) == (ssize_t)strlen(line);
	sodium_memzero(line, sizeof(line));
	return right;
}

/* Closes the file, and takes it away unless all went well. */
static bool end_file(struct arena *arena, int file, const char *path, bool right,
		     struct text *complaint)
{
	right = right && fsync(file) == 0;
	if (close(file) == 0 && right)
		return true;
	*complaint = text_format(arena, "%s: could not be written: %s", path, strerror(errno));
	unlink(path);
	return false;
}

must_check bool keyring_create(struct arena *arena, const char *path, struct text *complaint)
{
	struct keyring_key key;
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool right;

	if (file < 0 && errno == EEXIST)
		return true;
	if (file < 0 || sodium_init() < 0) {
		*complaint = text_format(arena,
					 "%s: %s: make the folder, or name another file with "
					 "[site] secret_file",
					 path, strerror(errno));
		return false;
	}
	crypto_kdf_keygen(key.bytes);
	right = write_key(file, "", &key);
	sodium_memzero(&key, sizeof(key));
	return end_file(arena, file, path, right, complaint);
}

/* Beside the old one, which is replaced by it at once. */
static bool replace_file(struct arena *arena, const char *path, const struct keyring *keyring,
			 struct text *complaint)
{
	const char *beside = text_format(arena, "%s.new", path).bytes;
	struct stat before;
	bool right = stat(path, &before) == 0;
	int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (file < 0) {
		*complaint = text_format(arena, "%s: %s", beside, strerror(errno));
		return false;
	}
	right = right && fchown(file, before.st_uid, before.st_gid) == 0 &&
		fchmod(file, before.st_mode & 0777) == 0;
	for (size_t i = 0; right && i < keyring->count; i++) {
		const struct keyring_key *key = &keyring->keys[i];
		struct text behind =
			text_format(arena, " %s %s", keyring_time(arena, key->from).bytes,
				    keyring_time(arena, key->until).bytes);

		right = write_key(file, behind.bytes, key);
	}
	if (!end_file(arena, file, beside, right, complaint))
		return false;
	if (rename(beside, path) == 0)
		return true;
	*complaint = text_format(arena, "%s: %s", path, strerror(errno));
	return false;
}

/* What opens nothing any more; the first stays for what is not a link. */
static void drop_old(struct keyring *keyring)
{
	size_t kept = 1;

	for (size_t i = 1; i < keyring->count; i++) {
		if (keyring->keys[i].until > (int64_t)time(NULL))
			keyring->keys[kept++] = keyring->keys[i];
	}
	keyring->count = kept;
}

must_check bool keyring_rotate(struct arena *arena, const char *path, int64_t from, int64_t until,
			       struct text *complaint)
{
	struct keyring keyring;
	struct keyring_key *last;
	bool right;

	if (!keyring_read(arena, path, &keyring, complaint))
		return false;
	drop_old(&keyring);
	last = &keyring.keys[keyring.count - 1];
	if (keyring.count == KEYRING_KEYS) {
		*complaint = text_format(arena, "%s: links of %d keys still open: wait for a time",
					 path, KEYRING_KEYS);
		keyring_wipe(&keyring);
		return false;
	}
	/* Those of earlier ones may have been meant to open for longer. */
	for (size_t i = 0; i < keyring.count; i++) {
		if (keyring.keys[i].until > until)
			keyring.keys[i].until = until;
	}
	last++;
	crypto_kdf_keygen(last->bytes);
	last->from = from;
	last->until = INT64_MAX;
	keyring.count++;
	right = replace_file(arena, path, &keyring, complaint);
	keyring_wipe(&keyring);
	return right;
}
