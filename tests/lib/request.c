/* request: which requests came from another site, and what a query says. */
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

int main(void)
{
	check_rows("cross-site", knows_cross_site, sites);
	check_rows("query", reads_a_query, queries);
	return check_run();
}
