/* secret: see secret.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "secret.h"

#include "keyring.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>
#include <time.h>

#define KEY_SIZE crypto_generichash_KEYBYTES
#define HASH_SIZE 16
#define TOKEN_NUMBERS 14
#define CODE_LENGTH 8 /* of 5 bits each */
#define STAMP_SIZE (8 + HASH_SIZE)
#define MAIL_HALF 10 /* the hash, and the two numbers */

_Static_assert(KEYRING_KEY_SIZE == crypto_kdf_KEYBYTES, "what others are derived from");
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

/* One for each use, derived from one of the file. */
struct keys {
	uint8_t keys[USES][KEY_SIZE];
	int64_t from, until;
};

struct secret {
	struct keys keys[KEYRING_KEYS];
	size_t count;
};

must_check bool secret_read(struct arena *arena, const char *path, const struct secret **secret,
			    struct text *complaint)
{
	struct secret *derived = arena_get(arena, sizeof(*derived));
	struct keyring keyring;

	*secret = derived;
	if (!keyring_read(arena, path, &keyring, complaint))
		return false;
	derived->count = keyring.count;
	for (size_t i = 0; i < keyring.count; i++) {
		const struct keyring_key *key = &keyring.keys[i];

		derived->keys[i].from = key->from;
		derived->keys[i].until = key->until;
		for (unsigned use = USE_TOKEN; use < USES; use++)
			crypto_kdf_derive_from_key(derived->keys[i].keys[use], KEY_SIZE, use,
						   "undersgn", key->bytes);
	}
	keyring_wipe(&keyring);
	return true;
}

/* What is stored to be found again is hashed with the first for ever. */
static const struct keys *keys_first(const struct secret *secret)
{
	return &secret->keys[0];
}

/* The latest whose time has come. */
static const struct keys *keys_now(const struct secret *secret)
{
	int64_t now = time(NULL);
	size_t i = secret->count - 1;

	while (i > 0 && secret->keys[i].from > now)
		i--;
	return &secret->keys[i];
}

/* The next one behind `keys` (NULL: the first) whose links open; NULL when there is no more. */
static const struct keys *keys_open(const struct secret *secret, const struct keys *keys)
{
	int64_t now = time(NULL);

	for (keys = keys == NULL ? secret->keys : keys + 1; keys < secret->keys + secret->count;
	     keys++) {
		if (keys->until > now)
			return keys;
	}
	return NULL;
}

static void hash(const struct keys *keys, enum use use, const void *bytes, size_t size,
		 uint8_t out[HASH_SIZE])
{
	crypto_generichash(out, HASH_SIZE, bytes, size, keys->keys[use], KEY_SIZE);
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
	hash(keys_first(secret), USE_ADDRESS, canonical.bytes, canonical.size, key);
}

void secret_meter_key(const struct secret *secret, const char *kind, int64_t day,
		      struct text counted, uint8_t key[SECRET_METER_KEY_SIZE])
{
	crypto_generichash_state state;
	uint8_t bytes[8];

	put_number(bytes, sizeof(bytes), (uint64_t)day);
	crypto_generichash_init(&state, keys_first(secret)->keys[USE_METER], KEY_SIZE, HASH_SIZE);
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
	hash(keys_now(secret), USE_TOKEN, bytes, TOKEN_NUMBERS, bytes + TOKEN_NUMBERS);
	return hex_of(arena, bytes, sizeof(bytes));
}

must_check bool secret_token_read(const struct secret *secret, struct text written,
				  struct token *token)
{
	uint8_t bytes[TOKEN_NUMBERS + HASH_SIZE];
	uint8_t right[HASH_SIZE];
	const struct keys *keys = NULL;

	if (!hex_read(written, bytes, sizeof(bytes)))
		return false;
	do {
		keys = keys_open(secret, keys);
		if (keys == NULL)
			return false;
		hash(keys, USE_TOKEN, bytes, TOKEN_NUMBERS, right);
	} while (sodium_memcmp(right, bytes + TOKEN_NUMBERS, HASH_SIZE) != 0);
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

static void code_letters(const struct keys *keys, const struct token *token,
			 char letters[CODE_LENGTH])
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	uint8_t bytes[TOKEN_NUMBERS];
	uint8_t code[HASH_SIZE];
	uint64_t bits;

	token_numbers(token, bytes);
	hash(keys, USE_CODE, bytes, TOKEN_NUMBERS, code);
	bits = get_number(code, CODE_LENGTH * 5 / 8);
	for (size_t i = 0; i < CODE_LENGTH; i++)
		letters[i] = alphabet[bits >> (5 * (CODE_LENGTH - 1 - i)) & 31];
}

struct text secret_code_write(const struct secret *secret, struct arena *arena,
			      const struct token *token)
{
	char letters[CODE_LENGTH];

	code_letters(keys_now(secret), token, letters);
	return text_format(arena, "%.4s-%.4s", letters, letters + 4);
}

must_check bool secret_code_check(const struct secret *secret, struct text typed,
				  const struct token *token)
{
	char letters[CODE_LENGTH], read[CODE_LENGTH] = {0};
	const struct keys *keys = NULL;
	size_t count = 0;

	for (size_t i = 0; i < typed.size; i++) {
		char letter = (char)toupper((unsigned char)typed.bytes[i]);

		if (!isalnum((unsigned char)letter))
			continue;
		if (count == CODE_LENGTH)
			return false;
		read[count++] = letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
	}
	while ((keys = keys_open(secret, keys)) != NULL) {
		code_letters(keys, token, letters);
		if (sodium_memcmp(read, letters, CODE_LENGTH) == 0)
			return true;
	}
	return false;
}

/* first keeps the hash that goes into the name apart from the one that hides the numbers. */
static void mail_hash(const struct keys *keys, uint8_t first, const uint8_t bytes[MAIL_HALF],
		      uint8_t out[HASH_SIZE])
{
	uint8_t hashed[1 + MAIL_HALF] = {first};

	memcpy(hashed + 1, bytes, MAIL_HALF);
	hash(keys, USE_MAIL, hashed, sizeof(hashed), out);
}

/* Encrypted with a key stream made of the hash in front, which differs for each mail: the
 * construction that is known as SIV (RFC 5297, section 2). Twice is the same as not at all. */
static void mail_numbers_hide(const struct keys *keys, uint8_t name[2 * MAIL_HALF])
{
	uint8_t stream[HASH_SIZE];

	mail_hash(keys, 1, name, stream);
	for (size_t i = 0; i < MAIL_HALF; i++)
		name[MAIL_HALF + i] ^= stream[i];
}

struct text secret_mail_write(const struct secret *secret, struct arena *arena, uint64_t petition,
			      uint64_t mail)
{
	const struct keys *keys = keys_now(secret);
	uint8_t name[2 * MAIL_HALF];
	uint8_t right[HASH_SIZE];

	put_number(name + MAIL_HALF, 3, petition);
	put_number(name + MAIL_HALF + 3, 7, mail);
	mail_hash(keys, 0, name + MAIL_HALF, right);
	memcpy(name, right, MAIL_HALF);
	mail_numbers_hide(keys, name);
	return hex_of(arena, name, sizeof(name));
}

must_check bool secret_mail_read(const struct secret *secret, struct text written,
				 uint64_t *petition, uint64_t *mail)
{
	uint8_t name[2 * MAIL_HALF];
	uint8_t right[HASH_SIZE];

	/* Of old keys as well: a report tells of a mail, it opens nothing. */
	for (size_t i = 0; i < secret->count; i++) {
		if (!hex_read(written, name, sizeof(name)))
			return false;
		mail_numbers_hide(&secret->keys[i], name);
		mail_hash(&secret->keys[i], 0, name + MAIL_HALF, right);
		*petition = get_number(name + MAIL_HALF, 3);
		*mail = get_number(name + MAIL_HALF + 3, 7);
		if (sodium_memcmp(right, name, MAIL_HALF) == 0)
			return true;
	}
	return false;
}

static void stamp_hash(const struct keys *keys, uint64_t petition, const uint8_t time[8],
		       uint8_t out[HASH_SIZE])
{
	uint8_t bytes[16];

	put_number(bytes, 8, petition);
	memcpy(bytes + 8, time, 8);
	hash(keys, USE_STAMP, bytes, sizeof(bytes), out);
}

struct text secret_stamp_write(const struct secret *secret, struct arena *arena, uint64_t petition,
			       int64_t time)
{
	uint8_t bytes[STAMP_SIZE];

	put_number(bytes, 8, (uint64_t)time);
	stamp_hash(keys_now(secret), petition, bytes, bytes + 8);
	return hex_of(arena, bytes, sizeof(bytes));
}

must_check bool secret_stamp_read(const struct secret *secret, struct text stamp, uint64_t petition,
				  int64_t *time)
{
	uint8_t bytes[STAMP_SIZE];
	uint8_t right[HASH_SIZE];
	const struct keys *keys = NULL;

	if (!hex_read(stamp, bytes, sizeof(bytes)))
		return false;
	do {
		keys = keys_open(secret, keys);
		if (keys == NULL)
			return false;
		stamp_hash(keys, petition, bytes, right);
	} while (sodium_memcmp(right, bytes + 8, HASH_SIZE) != 0);
	*time = (int64_t)get_number(bytes, 8);
	return true;
}
