/* relay: how the relay is to be spoken to, as the settings say. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_RELAY_H
#define UNDERSIGNED_RELAY_H

#include "config.h"

/* Whether STARTTLS is demanded; with smtps:// there is TLS before it anyway. */
bool relay_wants_tls(const struct config *config);

/* Whether nobody can read along on the way: it is encrypted, or does not leave the machine. */
bool relay_is_private(const struct config *config);

/* Its URL for libcurl, in which the path is the name for EHLO: the site's host. */
const char *relay_url(struct arena *arena, const struct config *config);

#endif
