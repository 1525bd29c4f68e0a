/* digest: SHA-256 of what anybody may know. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_DIGEST_H
#define UNDERSIGNED_DIGEST_H

#include "text.h"

/* In base64, as Content-Security-Policy wants it (CSP Level 3, section 2.3.1). */
struct text digest_base64(struct arena *arena, struct text content);

/* Of a file, in hexadecimal, as sha256sum(1) writes it; false when it cannot be read. */
must_check bool digest_file(struct arena *arena, const char *path, struct text *digest);

#endif
