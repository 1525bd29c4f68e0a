/* login: a password that nobody chose, for a login that a command makes. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "command.h"

#include "secret.h"

#define LETTERS "23456789abcdefghjkmnpqrstuvwxyz"
#define GROUPS 4
#define GROUP 6 /* letters of 31: 29 bits of a nonce's 48 */

static struct text password_make(struct arena *arena)
{
	const uint64_t letters = sizeof(LETTERS) - 1;
	char *password = arena_get(arena, (size_t)GROUPS * (GROUP + 1));
	size_t at = 0;

	for (int group = 0; group < GROUPS; group++) {
		uint64_t random = secret_nonce();

		for (int i = 0; i < GROUP; i++, random /= letters)
			password[at++] = LETTERS[random % letters];
		if (group + 1 < GROUPS)
			password[at++] = '-';
	}
	return (struct text){password, at};
}

enum db_outcome login_password(const struct command *command, const char *login,
			       struct text *password, const char **verifier)
{
	*password = password_make(command->arena);
	return db_password(command->db, command->arena, login, password->bytes, verifier);
}

void login_print(const char *login, struct text password, const char *reads)
{
	printf("%s\t%s\n", login, password.bytes);
	fprintf(stderr,
		"this password is shown once; %s\n"
		"connect with: psql \"host=... dbname=... user=%s\"\n",
		reads, login);
}
