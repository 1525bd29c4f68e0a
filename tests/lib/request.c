/* request: which requests came from another site, what a query says, what one is called. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "request.h"
#include "check.h"

#define OWN "https://petitions.example.org/cgi-bin"

struct site_row {
	const char *name;
	const char *fetch_site;
	const char *origin;
	const char *host;
	bool cross;
};

static const struct site_row sites[] = {
	{"nothing is known", "", "", "petitions.example.org", false},
	{"nothing at all", "", "", "", false},
	{"same origin", "same-origin", "https://petitions.example.org", "petitions.example.org",
	 false},
	{"typed or bookmarked", "none", "", "petitions.example.org", false},
	{"cross site", "cross-site", "https://evil.example", "petitions.example.org", true},
	{"same site is another host", "same-site", "https://evil.example.org",
	 "petitions.example.org", true},
	{"unknown word", "weird", "", "petitions.example.org", true},
	{"Sec-Fetch-Site goes before Origin", "cross-site", "https://petitions.example.org",
	 "petitions.example.org", true},
	{"Sec-Fetch-Site goes before a strange Origin", "same-origin", "null",
	 "petitions.example.org", false},
	{"own origin", "", "https://petitions.example.org", "petitions.example.org", false},
	{"own origin behind a proxy", "", "https://petitions.example.org", "backend:8080", false},
	{"the request's own host", "", "http://127.0.0.1:8080", "127.0.0.1:8080", false},
	{"another port", "", "http://127.0.0.1:8081", "127.0.0.1:8080", true},
	{"another host", "", "https://evil.example", "petitions.example.org", true},
	{"a host that begins alike", "", "https://petitions.example.org.evil.example",
	 "petitions.example.org", true},
	{"a host that ends alike", "", "https://evilpetitions.example.org", "petitions.example.org",
	 true},
	{"a subdomain", "", "https://a.petitions.example.org", "petitions.example.org", true},
	{"the parent domain", "", "https://example.org", "petitions.example.org", true},
	{"user information", "", "https://petitions.example.org@evil.example",
	 "petitions.example.org", true},
	{"an opaque origin", "", "null", "petitions.example.org", true},
	{"an opaque origin and no host", "", "null", "", true},
	{"no host in the origin", "", "https://", "", true},
	{"garbage", "", "petitions.example.org", "petitions.example.org", true},
};

static void knows_cross_site(const void *row)
{
	const struct site_row *site = row;
	const struct request request = {
		.arena = arena,
		.fetch_site = text_of(site->fetch_site),
		.origin = text_of(site->origin),
		.host = text_of(site->host),
	};

	assert_int_equal(request_is_cross_site(&request, OWN), site->cross);
}

struct query_row {
	const char *name; /* the query */
	const char *value;
};

static const struct query_row queries[] = {
	{"", ""},
	{"source=mail", "mail"},
	{"lang=de&source=mail", "mail"},
	{"source=a%20b", "a b"},
	{"source=a+b", "a b"},
	{"source=a&source=b", "a"},
	{"sources=a", ""},
	{"source", ""},
	{"source=%00", ""},
	{"source=%ff", ""},
	{"source=a&x=%ff", ""},
};

static void reads_a_query(const void *row)
{
	const struct query_row *expected = row;
	const struct request request = {.arena = arena, .query = text_of(expected->name)};

	check_text(request_query(&request, "source"), expected->value);
}

struct id_row {
	const char *name;
	const char *server;
	const char *remote;
	const char *proxy;
	const char *id;
};

#define NGINX "6e1b3f2a9c0d4e5f8a7b6c5d4e3f2a1b"
#define SIXTY_FOUR "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct id_row ids[] = {
	{"nobody says one", "", "192.0.2.1", "", ""},
	{"nginx's", NGINX, "203.0.113.9", "", NGINX},
	{"mod_unique_id's", "Zk3v@n8AAQEAAG-vAAAAA", "203.0.113.9", "", "Zk3v@n8AAQEAAG-vAAAAA"},
	{"the server's goes first", NGINX, "192.0.2.1", "abcdefgh", NGINX},
	{"a proxy's", "", "192.0.2.1", "abcdefgh-1", "abcdefgh-1"},
	{"a stranger's", "", "203.0.113.9", "abcdefgh-1", ""},
	{"a peer that is not known", "", "", "abcdefgh-1", ""},
	{"an address", "", "192.0.2.1", "somebody@example.org", ""},
	{"more than a word", "", "192.0.2.1", "abcdefgh level=error", ""},
	{"a quote", "", "192.0.2.1", "abcdefgh\"", ""},
	{"a line end", "", "192.0.2.1", "abcdefgh\nundersigned", ""},
	{"too short", "", "192.0.2.1", "abcdefg", ""},
	{"as long as it may be", "", "192.0.2.1", SIXTY_FOUR, SIXTY_FOUR},
	{"too long", "", "192.0.2.1", SIXTY_FOUR "a", ""},
	{"the server's is no id", "a b", "192.0.2.1", "abcdefgh", ""},
};

static void knows_its_id(const void *row)
{
	const struct id_row *expected = row;
	const struct request request = {
		.arena = arena,
		.server_id = text_of(expected->server),
		.remote = text_of(expected->remote),
		.proxy_id = text_of(expected->proxy),
	};
	const struct network_list *proxies;
	struct text complaint;

	assert_true(network_list_read(arena, text_literal("192.0.2.0/24"), &proxies, &complaint));
	assert_string_equal(request_id(&request, proxies), expected->id);
}

int main(void)
{
	check_rows("cross-site", knows_cross_site, sites);
	check_rows("query", reads_a_query, queries);
	check_rows("id", knows_its_id, ids);
	return check_run();
}
