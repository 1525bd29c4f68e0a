/* digest: see digest.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "digest.h"

#include <sodium.h>
#include <stdio.h>

#define SIZE crypto_hash_sha256_BYTES

struct text digest_base64(struct arena *arena, struct text content)
{
	uint8_t digest[SIZE];
	size_t room = sodium_base64_ENCODED_LEN(sizeof(digest), sodium_base64_VARIANT_ORIGINAL);
	char *written = arena_get(arena, room);

	crypto_hash_sha256(digest, (const uint8_t *)content.bytes, content.size);
	sodium_bin2base64(written, room, digest, sizeof(digest), sodium_base64_VARIANT_ORIGINAL);
	return text_of(written);
}

must_check bool digest_file(struct arena *arena, const char *path, struct text *digest)
{
	char *written = arena_get(arena, 2 * SIZE + 1);
	uint8_t sum[SIZE], piece[16384];
	crypto_hash_sha256_state state;
	FILE *file = fopen(path, "rb");
	bool done;
	size_t size;

	if (file == NULL)
		return false;
	crypto_hash_sha256_init(&state);
	while ((size = fread(piece, 1, sizeof(piece), file)) > 0)
		crypto_hash_sha256_update(&state, piece, size);
	done = ferror(file) == 0;
	(void)fclose(file);
	crypto_hash_sha256_final(&state, sum);
	*digest = text_of(sodium_bin2hex(written, 2 * SIZE + 1, sum, SIZE));
	return done;
}
