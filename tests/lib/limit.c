/* limit: who is counted under what, and who is not. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "limit.h"
#include "check.h"
#include "keyring.h"

#include <string.h>

static const struct secret *some_secret(void)
{
	const char *path = text_format(arena, "%s/secret", check_folder()).bytes;
	const struct secret *secret = NULL;
	struct text complaint;

	if (!keyring_create(arena, path, &complaint) ||
	    !secret_read(arena, path, &secret, &complaint))
		fail_msg("%s", complaint.bytes);
	return secret;
}

static struct limit_keys keys_with(const struct limits *limits, const char *client,
				   const char *typed)
{
	struct network_address from = network_address_read(text_of(client));
	struct address address;

	assert_int_equal(address_parse(arena, text_of(typed), &address), ADDRESS_RIGHT);
	return limit_keys(limits, arena, &from, &address);
}

static bool same(const uint8_t *one, const uint8_t *other)
{
	return memcmp(one, other, SECRET_METER_KEY_SIZE) == 0;
}

static void knows_who_comes_again(void)
{
	const struct config config = {.limits_host_hour = 1,
				      .limits_domain_hour = 5,
				      .limits_large_domains = "large.example  huge.example"};
	const struct limits *limits = limits_new(arena, &config, some_secret());
	struct limit_keys one = keys_with(limits, "192.0.2.1", "ada@example.org");
	struct limit_keys again = keys_with(limits, "192.0.2.1", "Bob@EXAMPLE.org");
	struct limit_keys other = keys_with(limits, "192.0.2.2", "ada@sub.example.org");

	assert_string_equal(one.allowed, "{1,0,0,0,5,0}");
	assert_true(same(one.host, again.host));
	assert_true(same(one.network, again.network));
	assert_true(same(one.domain, again.domain));
	assert_false(same(one.host, other.host));
	assert_true(same(one.network, other.network));
	assert_false(same(one.domain, other.domain));
	assert_false(same(one.host, one.network));
	assert_null(keys_with(limits, "192.0.2.1", "ada@Huge.example").domain);
	assert_non_null(keys_with(limits, "192.0.2.1", "ada@ge.example").domain);
}

static void counts_only_what_is_limited(void)
{
	const struct config nothing = {.limits_large_domains = ""};
	const struct config domain = {.limits_domain_hour = 1, .limits_large_domains = ""};
	const struct secret *secret = some_secret();
	struct limit_keys keys =
		keys_with(limits_new(arena, &nothing, secret), "192.0.2.1", "a@example.org");

	assert_null(keys.allowed);
	assert_null(keys.host);
	assert_null(keys.domain);
	keys = keys_with(limits_new(arena, &domain, secret), "192.0.2.1", "a@example.org");
	assert_null(keys.host);
	assert_null(keys.network);
	assert_non_null(keys.domain);
}

static const struct {
	const char *name; /* the client's address */
} strangers[] = {{""}, {"unix:"}, {"127.0.0.1"}, {"::1"}, {"10.0.0.1"}, {"192.168.0.1"}, {"x"}};

static void lets_them_pass(const void *row)
{
	const char *const *client = row;
	const struct config config = {.limits_host_hour = 1,
				      .limits_domain_hour = 5,
				      .limits_mails_day = 1,
				      .limits_large_domains = ""};
	struct limit_keys keys =
		keys_with(limits_new(arena, &config, some_secret()), *client, "ada@example.org");

	assert_null(keys.host);
	assert_null(keys.network);
	assert_null(keys.domain);
	assert_null(keys.allowed);
}

int main(void)
{
	check("knows who comes again", knows_who_comes_again);
	check("counts only what is limited", counts_only_what_is_limited);
	check_rows("lets pass", lets_them_pass, strangers);
	return check_run();
}
