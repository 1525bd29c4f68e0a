/* limit: see limit.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "limit.h"

#include <string.h>
#include <time.h>

#define DAY 86400

struct limits {
	const struct config *config;
	const struct secret *secret;
	const char *allowed; /* NULL: no limit at all */
};

const struct limits *limits_new(struct arena *arena, const struct config *config,
				const struct secret *secret)
{
	struct limits *limits = arena_get(arena, sizeof(*limits));

	limits->config = config;
	limits->secret = secret;
	if (config->limits_host_hour > 0 || config->limits_host_day > 0 ||
	    config->limits_network_hour > 0 || config->limits_network_day > 0 ||
	    config->limits_domain_hour > 0 || config->limits_mails_day > 0)
		limits->allowed =
			text_format(arena, "{%u,%u,%u,%u,%u,%u}", config->limits_host_hour,
				    config->limits_host_day, config->limits_network_hour,
				    config->limits_network_day, config->limits_domain_hour,
				    config->limits_mails_day)
				.bytes;
	return limits;
}

static const uint8_t *key_of(const struct limits *limits, struct arena *arena, const char *kind,
			     struct text counted)
{
	uint8_t *key = arena_get(arena, SECRET_METER_KEY_SIZE);

	secret_meter_key(limits->secret, kind, time(NULL) / DAY, counted, key);
	return key;
}

/* Whether it is one of the words. */
static bool among(const char *words, struct text word)
{
	for (words += strspn(words, " "); *words != '\0'; words += strspn(words, " ")) {
		size_t size = strcspn(words, " ");

		if (size == word.size && memcmp(words, word.bytes, size) == 0)
			return true;
		words += size;
	}
	return false;
}

static struct text domain_of(const struct address *address)
{
	const char *at = strrchr(address->canonical.bytes, '@');

	return at == NULL ? text_literal("") : text_of(at + 1);
}

struct limit_keys limit_keys(const struct limits *limits, struct arena *arena,
			     const struct network_address *client, const struct address *address)
{
	struct limit_keys keys = {.allowed = limits->allowed};
	const struct config *config = limits->config;
	struct text domain = domain_of(address);

	if (limits->allowed == NULL || !network_is_public(client))
		return (struct limit_keys){0};
	if (config->limits_host_hour > 0 || config->limits_host_day > 0 ||
	    config->limits_network_hour > 0 || config->limits_network_day > 0) {
		keys.host =
			key_of(limits, arena, "host", network_block(arena, client, NETWORK_HOST));
		keys.network = key_of(limits, arena, "network",
				      network_block(arena, client, NETWORK_AROUND));
	}
	if (config->limits_domain_hour > 0 && !among(config->limits_large_domains, domain))
		keys.domain = key_of(limits, arena, "domain", domain);
	return keys;
}
