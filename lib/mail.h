/* mail: one mail as the relay is told of it: its words, its headers and where it comes back to. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_MAIL_H
#define UNDERSIGNED_MAIL_H

#include "config.h"

/* A header that not every mail has: List-Id, List-Unsubscribe, Precedence. */
struct mail_header {
	const char *name;
	struct line value; /* as it goes out: see header_encode */
};

/*
 * A message as multipart/alternative. Only lines get into headers and the envelope. Start with
 * {0}: what is left empty is as the configuration has it.
 */
struct mail {
	struct line to;          /* a mailbox, as address_parse made it */
	struct line from;        /* a mailbox; empty: [mail] from */
	struct text from_name;   /* empty: [mail] from_name */
	struct line return_path; /* the envelope's sender; empty: as from */
	struct text subject;
	struct line message_id; /* with its angle brackets */
	const struct mail_header *headers;
	size_t header_count;
	struct text text;
	struct text html;
};

/* Its mailboxes, with what was left empty filled in. */
struct line mail_from(const struct mail *mail, const struct config *config);
struct line mail_return_path(const struct mail *mail, const struct config *config);

/*
 * An array of *count: "Name: value", each folded at its spaces (a value without one stays on its
 * line, as RFC 8058 wants it), the mail's own behind those that each mail has. now: seconds since
 * 1970.
 */
const struct text *mail_headers(struct arena *arena, const struct mail *mail,
				const struct config *config, long long now, size_t *count);

/* With CR LF at the end of each line: quoted-printable would spell a bare LF "=0A". */
struct text mail_lines(struct arena *arena, struct text text);

#endif
