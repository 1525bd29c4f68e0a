/* compose: a mail from its template, the words of the signer's language and what is owed. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_COMPOSE_H
#define UNDERSIGNED_COMPOSE_H

#include "mail.h"
#include "outbox.h"
#include "site.h"

/*
 * The same mail for the same owed row, whoever composes it and however often: same Message-ID, same
 * link. Nothing that a signer typed is in it but the address. False, with a fact in the log, when
 * there is no template for its kind or the address is no line.
 */
must_check bool compose_mail(const struct site *site, struct arena *arena, const struct owed *owed,
			     struct mail *mail);

#endif
