/* secret: tokens and stamps are ours to the last bit, or are refused. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "secret.h"

#include "fuzz.h"

#include <string.h>
#include <strings.h>

#define STAMPED_PETITION 7

static const struct secret *secret_of(struct arena *arena)
{
	const struct secret *secret;
	struct text complaint;

	fuzz_must(secret_read(arena,
			      fuzz_file(arena, text_literal("00112233445566778899aabbccddeeff"
							    "00112233445566778899aabbccddeeff\n")),
			      &secret, &complaint),
		  "the secret is read");
	return secret;
}

static uint64_t number(const uint8_t **data, size_t *size, size_t bytes)
{
	uint64_t sum = 0;

	for (; bytes > 0 && *size > 0; bytes--, --*size)
		sum = sum << 8 | *(*data)++;
	return sum;
}

/* What nobody can guess: so what is read is what is written here. */
static void read_any(const struct secret *secret, struct arena *arena, struct text written)
{
	struct token token;
	uint64_t petition, mail;
	int64_t time;

	if (secret_mail_read(secret, written, &petition, &mail))
		fuzz_must(strcasecmp(secret_mail_write(secret, arena, petition, mail).bytes,
				     written.bytes) == 0,
			  "a mail's name that is read is one that is written");
	if (secret_token_read(secret, written, &token))
		fuzz_must(strcasecmp(secret_token_write(secret, arena, &token).bytes,
				     written.bytes) == 0,
			  "a token that is read is one that is written");
	if (secret_stamp_read(secret, written, STAMPED_PETITION, &time))
		fuzz_must(
			strcasecmp(secret_stamp_write(secret, arena, STAMPED_PETITION, time).bytes,
				   written.bytes) == 0,
			"a stamp that is read is one that is written");
}

static void write_and_read(const struct secret *secret, struct arena *arena, const uint8_t *data,
			   size_t size)
{
	struct token token = {
		.petition = number(&data, &size, 3),
		.signature = number(&data, &size, 5),
		.nonce = number(&data, &size, 6),
	};
	int64_t shown = (int64_t)number(&data, &size, 8), time;
	struct text written = secret_token_write(secret, arena, &token);
	struct text stamp = secret_stamp_write(secret, arena, STAMPED_PETITION, shown);
	size_t at = (size_t)number(&data, &size, 1) % written.size;
	struct token read = {0};
	uint64_t petition, mail;
	struct text name;
	char *damaged;

	name = secret_mail_write(secret, arena, token.petition, token.signature);
	fuzz_must(name.size == SECRET_MAIL_LENGTH &&
			  secret_mail_read(secret, name, &petition, &mail) &&
			  petition == token.petition && mail == token.signature,
		  "a mail's name is read as it was written");
	fuzz_must(written.size == SECRET_TOKEN_LENGTH &&
			  secret_token_read(secret, written, &read) &&
			  memcmp(&read, &token, sizeof(token)) == 0,
		  "a token is read as it was written");
	fuzz_must(secret_stamp_read(secret, stamp, STAMPED_PETITION, &time) && time == shown,
		  "a stamp is read as it was written");
	fuzz_must(!secret_stamp_read(secret, stamp, STAMPED_PETITION + 1, &time),
		  "a stamp is for one petition");
	damaged = arena_copy(arena, written.bytes, written.size);
	damaged[at] = damaged[at] == '0' ? '1' : '0';
	fuzz_must(!secret_token_read(secret, (struct text){damaged, written.size}, &read),
		  "a damaged token is refused");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	const struct secret *secret = secret_of(arena);

	read_any(secret, arena, fuzz_text(arena, data, size));
	write_and_read(secret, arena, data, size);
	arena_free(arena);
	return 0;
}
