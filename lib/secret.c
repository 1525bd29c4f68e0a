/* secret: see secret.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "secret.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_SIZE crypto_generichash_KEYBYTES
#define HASH_SIZE 16
#define HEX_SIZE (2 * crypto_kdf_KEYBYTES)
#define TOKEN_NUMBERS 14
#define CODE_LENGTH 8 /* of 5 bits each */
#define STAMP_SIZE (8 + HASH_SIZE)
#define MAIL_HALF 10 /* the hash, and the two numbers */

_Static_assert(SECRET_MAIL_LENGTH == 2 * 2 * MAIL_HALF, "the length of a mail's name");
_Static_assert(SECRET_TOKEN_LENGTH == 2 * (TOKEN_NUMBERS + HASH_SIZE), "a token's length");

/* Append only: a number's use never changes, or old links and keys would be dead. */
enum use {
	USE_TOKEN = 1,
	USE_ADDRESS = 2,
	USE_STAMP = 3,
	USE_MAIL = 4,
	USE_METER = 5,
	USE_CODE = 6,
	USES
};

struct secret {
	uint8_t keys[USES][KEY_SIZE];
};

static bool read_hex(const char *path, char hex[HEX_SIZE + 2], const char **wrong)
{
	FILE *file = fopen(path, "re");
	struct stat status;
	size_t size;

	if (file == NULL) {
		*wrong = errno == ENOENT
				 ? "is not there: undersigned setup makes it"
				 : "cannot be read: give it to the user of the web programs";
		return false;
	}
	*wrong = "must hold 64 hexadecimal digits: restore it from the backup";
	size = fread(hex, 1, HEX_SIZE + 1, file);
	hex[size] = '\0';
	if (fstat(fileno(file), &status) != 0 || status.st_mode & S_IROTH) {
		*wrong = "can be read by others: chmod o-rwx it";
		size = 0;
	}
	fclose(file);
	return size == HEX_SIZE || (size > HEX_SIZE && strchr("\r\n", hex[HEX_SIZE]) != NULL);
}

must_check bool secret_read(struct arena *arena, const char *path, const struct secret **secret,
			    struct text *complaint)
{
	struct secret *derived = arena_get(arena, sizeof(*derived));
	uint8_t master[crypto_kdf_KEYBYTES];
	char hex[HEX_SIZE + 2];
	const char *wrong = "needs libsodium, which did not start";
	size_t size;
	bool right;

	right = sodium_init() >= 0 && read_hex(path, hex, &wrong) &&
		sodium_hex2bin(master, sizeof(master), hex, HEX_SIZE, NULL, &size, NULL) == 0 &&
		size == sizeof(master);
	if (right) {
		for (unsigned use = USE_TOKEN; use < USES; use++)
			crypto_kdf_derive_from_key(derived->keys[use], KEY_SIZE, use, "undersgn",
						   master);
	} else {
		*complaint = text_format(arena, "%s %s", path, wrong);
	}
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(master, sizeof(master));
	*secret = derived;
	return right;
}

must_check bool secret_create(struct arena *arena, const char *path, struct text *complaint)
{
	uint8_t master[crypto_kdf_KEYBYTES];
	char hex[HEX_SIZE + 1];
	ssize_t written;
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (file < 0 && errno == EEXIST)
		return true;
	if (file < 0 || sodium_init() < 0) {
		*complaint = text_format(arena,
					 "%s: %s: make the folder, or name another file with "
					 "[site] secret_file",
					 path, strerror(errno));
		return false;
	}
	crypto_kdf_keygen(master);
	sodium_bin2hex(hex, sizeof(hex), master, sizeof(master));
	hex[HEX_SIZE] = '\n';
	written = write(file, hex, sizeof(hex));
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(master, sizeof(master));
	if (fsync(file) != 0 || close(file) != 0 || written != (ssize_t)sizeof(hex)) {
		unlink(path);
		*complaint =
			text_format(arena, "%s: could not be written: %s", path, strerror(errno));
		return false;
	}
	return true;
}

static void hash(const struct secret *secret, enum use use, const void *bytes, size_t size,
		 uint8_t out[HASH_SIZE])
{
	crypto_generichash(out, HASH_SIZE, bytes, size, secret->keys[use], KEY_SIZE);
}

static void put_number(uint8_t *bytes, size_t size, uint64_t number)
{
	for (size_t i = size; i-- > 0; number >>= 8)
		bytes[i] = (uint8_t)number;
}

static uint64_t get_number(const uint8_t *bytes, size_t size)
{
	uint64_t number = 0;

	for (size_t i = 0; i < size; i++)
		number = number << 8 | bytes[i];
	return number;
}

static struct text hex_of(struct arena *arena, const uint8_t *bytes, size_t size)
{
	char *hex = arena_get(arena, 2 * size + 1);

	sodium_bin2hex(hex, 2 * size + 1, bytes, size);
	return (struct text){hex, 2 * size};
}

static bool hex_read(struct text hex, uint8_t *bytes, size_t size)
{
	size_t read;

	return hex.size == 2 * size &&
	       sodium_hex2bin(bytes, size, hex.bytes, hex.size, NULL, &read, NULL) == 0 &&
	       read == size;
}

void secret_address_key(const struct secret *secret, struct text canonical,
			uint8_t key[SECRET_ADDRESS_KEY_SIZE])
{
	hash(secret, USE_ADDRESS, canonical.bytes, canonical.size, key);
}

void secret_meter_key(const struct secret *secret, const char *kind, int64_t day,
		      struct text counted, uint8_t key[SECRET_METER_KEY_SIZE])
{
	crypto_generichash_state state;
	uint8_t bytes[8];

	put_number(bytes, sizeof(bytes), (uint64_t)day);
	crypto_generichash_init(&state, secret->keys[USE_METER], KEY_SIZE, HASH_SIZE);
	crypto_generichash_update(&state, bytes, sizeof(bytes));
	/* The NUL behind it ends the kind. */
	crypto_generichash_update(&state, (const uint8_t *)kind, strlen(kind) + 1);
	crypto_generichash_update(&state, (const uint8_t *)counted.bytes, counted.size);
	crypto_generichash_final(&state, key, HASH_SIZE);
}

uint64_t secret_nonce(void)
{
	uint8_t bytes[6];

	randombytes_buf(bytes, sizeof(bytes));
	return get_number(bytes, sizeof(bytes));
}

static void token_numbers(const struct token *token, uint8_t bytes[TOKEN_NUMBERS])
{
	put_number(bytes, 3, token->petition);
	put_number(bytes + 3, 5, token->signature);
	put_number(bytes + 8, 6, token->nonce);
}

struct text secret_token_write(const struct secret *secret, struct arena *arena,
			       const struct token *token)
{
	uint8_t bytes[TOKEN_NUMBERS + HASH_SIZE];

	token_numbers(token, bytes);
	hash(secret, USE_TOKEN, bytes, TOKEN_NUMBERS, bytes + TOKEN_NUMBERS);
	return hex_of(arena, bytes, sizeof(bytes));
}

must_check bool secret_token_read(const struct secret *secret, struct text written,
				  struct token *token)
{
	uint8_t bytes[TOKEN_NUMBERS + HASH_SIZE];
	uint8_t right[HASH_SIZE];

	if (!hex_read(written, bytes, sizeof(bytes)))
		return false;
	hash(secret, USE_TOKEN, bytes, TOKEN_NUMBERS, right);
	if (sodium_memcmp(right, bytes + TOKEN_NUMBERS, HASH_SIZE) != 0)
		return false;
	token->petition = get_number(bytes, 3);
	token->signature = get_number(bytes + 3, 5);
	token->nonce = get_number(bytes + 8, 6);
	return true;
}

struct text secret_token_mend(struct arena *arena, struct text damaged)
{
	struct builder mended = {.arena = arena};

	for (size_t i = 0; i < damaged.size && mended.size <= SECRET_TOKEN_LENGTH; i++) {
		const char *at = damaged.bytes + i;

		if (isxdigit((unsigned char)*at))
			builder_add(&mended, at, 1);
		else if (*at == '%' && i + 2 < damaged.size)
			i += 2; /* encoded once more on its way */
		else if (mended.size > 0 && !isspace((unsigned char)*at) && *at != '=')
			break;
	}
	return builder_done(&mended);
}

static void code_letters(const struct secret *secret, const struct token *token,
			 char letters[CODE_LENGTH])
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint8_t bytes[TOKEN_NUMBERS];
	uint8_t code[HASH_SIZE];
	uint64_t bits;

	token_numbers(token, bytes);
	hash(secret, USE_CODE, bytes, TOKEN_NUMBERS, code);
	bits = get_number(code, CODE_LENGTH * 5 / 8);
	for (size_t i = 0; i < CODE_LENGTH; i++)
		letters[i] = alphabet[bits >> (5 * (CODE_LENGTH - 1 - i)) & 31];
}

struct text secret_code_write(const struct secret *secret, struct arena *arena,
			      const struct token *token)
{
	char letters[CODE_LENGTH];

	code_letters(secret, token, letters);
	return text_format(arena, "%.4s-%.4s", letters, letters + 4);
}

must_check bool secret_code_check(const struct secret *secret, struct text typed,
				  const struct token *token)
{
	char letters[CODE_LENGTH], read[CODE_LENGTH] = {0};
	size_t count = 0;

	for (size_t i = 0; i < typed.size; i++) {
		char letter = (char)toupper((unsigned char)typed.bytes[i]);

		if (!isalnum((unsigned char)letter))
			continue;
		if (count == CODE_LENGTH)
			return false;
		read[count++] = letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
	}
	code_letters(secret, token, letters);
	return sodium_memcmp(read, letters, CODE_LENGTH) == 0;
}

/* first keeps the hash that goes into the name apart from the one that hides the numbers. */
static void mail_hash(const struct secret *secret, uint8_t first, const uint8_t bytes[MAIL_HALF],
		      uint8_t out[HASH_SIZE])
{
	uint8_t hashed[1 + MAIL_HALF] = {first};

	memcpy(hashed + 1, bytes, MAIL_HALF);
	hash(secret, USE_MAIL, hashed, sizeof(hashed), out);
}

/* Encrypted with a key stream made of the hash in front, which differs for each mail: the
 * construction that is known as SIV (RFC 5297, section 2). Twice is the same as not at all. */
static void mail_numbers_hide(const struct secret *secret, uint8_t name[2 * MAIL_HALF])
{
	uint8_t stream[HASH_SIZE];

	mail_hash(secret, 1, name, stream);
	for (size_t i = 0; i < MAIL_HALF; i++)
		name[MAIL_HALF + i] ^= stream[i];
}

struct text secret_mail_write(const struct secret *secret, struct arena *arena, uint64_t petition,
			      uint64_t mail)
{
	uint8_t name[2 * MAIL_HALF];
	uint8_t right[HASH_SIZE];

	put_number(name + MAIL_HALF, 3, petition);
	put_number(name + MAIL_HALF + 3, 7, mail);
	mail_hash(secret, 0, name + MAIL_HALF, right);
	memcpy(name, right, MAIL_HALF);
	mail_numbers_hide(secret, name);
	return hex_of(arena, name, sizeof(name));
}

must_check bool secret_mail_read(const struct secret *secret, struct text written,
				 uint64_t *petition, uint64_t *mail)
{
	uint8_t name[2 * MAIL_HALF];
	uint8_t right[HASH_SIZE];

	if (!hex_read(written, name, sizeof(name)))
		return false;
	mail_numbers_hide(secret, name);
	mail_hash(secret, 0, name + MAIL_HALF, right);
	*petition = get_number(name + MAIL_HALF, 3);
	*mail = get_number(name + MAIL_HALF + 3, 7);
	return sodium_memcmp(right, name, MAIL_HALF) == 0;
}

static void stamp_hash(const struct secret *secret, uint64_t petition, const uint8_t time[8],
		       uint8_t out[HASH_SIZE])
{
	uint8_t bytes[16];

	put_number(bytes, 8, petition);
	memcpy(bytes + 8, time, 8);
	hash(secret, USE_STAMP, bytes, sizeof(bytes), out);
}

struct text secret_stamp_write(const struct secret *secret, struct arena *arena, uint64_t petition,
			       int64_t time)
{
	uint8_t bytes[STAMP_SIZE];

	put_number(bytes, 8, (uint64_t)time);
	stamp_hash(secret, petition, bytes, bytes + 8);
	return hex_of(arena, bytes, sizeof(bytes));
}

must_check bool secret_stamp_read(const struct secret *secret, struct text stamp, uint64_t petition,
				  int64_t *time)
{
	uint8_t bytes[STAMP_SIZE];
	uint8_t right[HASH_SIZE];

	if (!hex_read(stamp, bytes, sizeof(bytes)))
		return false;
	stamp_hash(secret, petition, bytes, right);
	if (sodium_memcmp(right, bytes + 8, HASH_SIZE) != 0)
		return false;
	*time = (int64_t)get_number(bytes, 8);
	return true;
}
