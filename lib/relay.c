/* relay: see relay.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "relay.h"

#include <string.h>

static bool is_loopback(const char *relay)
{
	const char *host = strstr(relay, "://") + 3;

	return strncmp(host, "127.", 4) == 0 || strncmp(host, "[::1]", 5) == 0 ||
	       strncmp(host, "localhost", 9) == 0;
}

bool relay_wants_tls(const struct config *config)
{
	return strcmp(config->mail_tls, "starttls") == 0 ||
	       (strcmp(config->mail_tls, "auto") == 0 && !is_loopback(config->mail_relay));
}

bool relay_is_private(const struct config *config)
{
	return is_loopback(config->mail_relay) || strncmp(config->mail_relay, "smtps:", 6) == 0 ||
	       relay_wants_tls(config);
}

const char *relay_url(struct arena *arena, const struct config *config)
{
	const char *host = strstr(config->site_url, "://") + 3;

	return text_format(arena, "%s/%.*s", config->mail_relay, (int)strcspn(host, ":/"), host)
		.bytes;
}
