/* announcement_mail: what the mail of an announcement has and other mails have not. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ANNOUNCEMENT_MAIL_H
#define UNDERSIGNED_ANNOUNCEMENT_MAIL_H

#include "mail.h"
#include "outbox.h"
#include "site.h"
#include "value.h"

/* Adds "news" to the values of its templates: the words, and the link to get no more of them. */
void announcement_values(struct value *values, const struct site *site,
			 const struct language *language, const struct owed *owed);

/*
 * Its subject, its sender, and the headers of mail that goes to many: List-Id (RFC 2919),
 * Precedence: bulk, List-Unsubscribe with the one click of RFC 8058.
 */
void announcement_dress(const struct site *site, struct arena *arena, const struct owed *owed,
			struct mail *mail);

#endif
