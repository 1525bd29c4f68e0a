/* digest: SHA-256, written as policies and as sha256sum(1) have it. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "digest.h"
#include "check.h"

static void writes_base64(void)
{
	/* FIPS 180-4's own examples, in the other base. */
	check_text(digest_base64(arena, text_literal("abc")),
		   "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
	check_text(digest_base64(arena, text_literal("")),
		   "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

static void reads_files(void)
{
	struct text digest = text_literal("");

	assert_true(digest_file(arena, check_file("abc", text_literal("abc"), 0600), &digest));
	check_text(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_false(digest_file(arena, "/nothing", &digest));
}

int main(void)
{
	check("writes base64", writes_base64);
	check("reads files", reads_files);
	return check_run();
}
