/* bounce: see bounce.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bounce.h"

#include <ctype.h>

must_check bool bounce_find(const struct secret *secret, struct text words, struct bounce *bounce)
{
	size_t digits = 0; /* hexadecimal ones in a row, up to here */

	for (size_t i = 0; i < words.size; i++) {
		struct text last;

		digits = isxdigit((unsigned char)words.bytes[i]) ? digits + 1 : 0;
		if (digits < SECRET_MAIL_LENGTH)
			continue;
		/* What stands before the name may end in such a digit, too. */
		last = text_part(words.bytes + i + 1 - SECRET_MAIL_LENGTH, SECRET_MAIL_LENGTH);
		if (secret_mail_read(secret, last, &bounce->petition, &bounce->mail))
			return true;
	}
	return false;
}

static const char *kind_word(enum report_kind kind)
{
	switch (kind) {
	case REPORT_DELAYED:
		return "delayed";
	case REPORT_NONE:
	case REPORT_FAILED:
		return "failed";
	case REPORT_REFUSED:
		return "refused";
	case REPORT_COMPLAINED:
		return "complained";
	}
	return "failed";
}

must_check enum bounce_outcome bounce_add(struct db *db, struct arena *arena,
					  const struct bounce *bounce, unsigned most)
{
	const char *values[] = {db_number(arena, (int64_t)bounce->petition),
				db_number(arena, (int64_t)bounce->mail), kind_word(bounce->kind),
				bounce->status.bytes, db_number(arena, most)};
	struct rows rows;
	struct text outcome;

	if (db_call(db, arena, "bounce_add", values, 5, &rows) != DB_DONE || rows.count != 1)
		return BOUNCE_AWAY;
	outcome = rows_text(&rows, 0, 0);
	if (text_is(outcome, "suppressed"))
		return BOUNCE_SUPPRESSED;
	if (text_is(outcome, "counted"))
		return BOUNCE_COUNTED;
	return text_is(outcome, "unchanged") ? BOUNCE_UNCHANGED : BOUNCE_UNKNOWN;
}
