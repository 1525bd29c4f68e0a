/* address: who may be written to, and the one form of each address. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "address.h"
#include "check.h"

#include <string.h>

#define A10 "aaaaaaaaaa"
#define A60 A10 A10 A10 A10 A10 A10
#define A63 A60 "aaa"
#define DOMAIN_OF_189 A63 "." A63 "." A60 "a" /* 63 + 1 + 63 + 1 + 61 */

struct address_row {
	const char *name; /* what is typed */
	enum address_outcome outcome;
	const char *mailbox;   /* NULL: as typed */
	const char *canonical; /* NULL: as the mailbox */
};

static const struct address_row addresses[] = {
	{"ada@example.org", ADDRESS_RIGHT, NULL, NULL},
	{"a@b.co", ADDRESS_RIGHT, NULL, NULL},
	{"Ada.Lovelace@Example.ORG", ADDRESS_RIGHT, "Ada.Lovelace@example.org",
	 "ada.lovelace@example.org"},
	{"ada+petition@example.org", ADDRESS_RIGHT, NULL, NULL},
	{"ada+PETITION@example.org", ADDRESS_RIGHT, NULL, "ada+petition@example.org"},
	{"ada_l-1852@sub.domain.example.org", ADDRESS_RIGHT, NULL, NULL},
	{"!#$%&'*+-/=?^_`{|}~@example.org", ADDRESS_RIGHT, NULL, NULL},
	{"o'brien@example.ie", ADDRESS_RIGHT, NULL, NULL},
	{"1@2.example", ADDRESS_RIGHT, NULL, NULL},
	{"ada@1.2.3.4.example", ADDRESS_RIGHT, NULL, NULL},
	{"ada@ex--ample.org", ADDRESS_RIGHT, NULL, NULL},
	{"ada@a.b.c.d.e.f.g", ADDRESS_RIGHT, NULL, NULL},
	{"ada@museum.museum", ADDRESS_RIGHT, NULL, NULL},
	{"ada@123.com", ADDRESS_RIGHT, NULL, NULL},

	/* domains in other scripts */
	{"ada@m\u00fcller.de", ADDRESS_RIGHT, "ada@xn--mller-kva.de", NULL},
	{"ada@M\u00dcLLER.de", ADDRESS_RIGHT, "ada@xn--mller-kva.de", NULL},
	{"ada@xn--mller-kva.de", ADDRESS_RIGHT, NULL, NULL},
	{"ada@XN--MLLER-KVA.DE", ADDRESS_RIGHT, "ada@xn--mller-kva.de", NULL},
	{"ada@stra\u00dfe.de", ADDRESS_RIGHT, "ada@xn--strae-oqa.de", NULL},
	{"ada@\u4f8b\u3048.jp", ADDRESS_RIGHT, "ada@xn--r8jz45g.jp", NULL},
	{"ada@\u0627\u0644\u0645\u063a\u0631\u0628.com", ADDRESS_RIGHT, "ada@xn--mgbc0a9azcg.com",
	 NULL},
	{"ada@\uff45\uff58.org", ADDRESS_RIGHT, "ada@ex.org", NULL},
	{"ada@example\u3002org", ADDRESS_RIGHT, "ada@example.org", NULL},
	{"Ada@M\u00fcller.De", ADDRESS_RIGHT, "Ada@xn--mller-kva.de", "ada@xn--mller-kva.de"},

	/* no address at all */
	{"", ADDRESS_EMPTY, NULL, NULL},
	{"ada", ADDRESS_MALFORMED, NULL, NULL},
	{"ada.example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"@", ADDRESS_MALFORMED, NULL, NULL},
	{"@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@b@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org,bob@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org bob@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org;", ADDRESS_MALFORMED, NULL, NULL},
	{"mailto:ada@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"<ada@example.org>", ADDRESS_MALFORMED, NULL, NULL},
	{"Ada <ada@example.org>", ADDRESS_MALFORMED, NULL, NULL},
	{"ada lovelace@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@exam ple.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@ example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada @example.org", ADDRESS_MALFORMED, NULL, NULL},
	{" ada@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\uff20example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@foo\uff20example.org", ADDRESS_MALFORMED, NULL, NULL},

	/* dots */
	{".ada@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada.@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada..l@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@.example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org.", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example..org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@.", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example\u3002", ADDRESS_MALFORMED, NULL, NULL},

	/* what RFC 5322 knows and injections like */
	{"\"ada\"@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"\"ada lovelace\"@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"\"ada@b\"@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"\"\"@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada(comment)@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org(comment)", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\\@b@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@[127.0.0.1]", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@[IPv6:::1]", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@127.0.0.1", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@localhost", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.123", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\nBcc: bob@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\r\nBcc: bob@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\r\nRCPT TO:<bob@example.org>@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\n@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\n", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\r", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example\t.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\u2028", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@exam\u2028ple.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\xc2\x85", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@exam\xc2\x85ple.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\u00a0", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@exam\u202eple.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org>", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org\\", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@exa_mple.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org/path", ADDRESS_MALFORMED, NULL, NULL},
	{"ada%example.net@", ADDRESS_MALFORMED, NULL, NULL},

	/* only SMTPUTF8 can carry these */
	{"j\u00f6rg@example.org", ADDRESS_NOT_ASCII, NULL, NULL},
	{"J\u00d6RG@Example.org", ADDRESS_NOT_ASCII, "J\u00d6RG@example.org",
	 "j\u00f6rg@example.org"},
	{"\u7528\u6237@example.org", ADDRESS_NOT_ASCII, NULL, NULL},
	{"\u7528\u6237@\u4f8b\u3048.jp", ADDRESS_NOT_ASCII, "\u7528\u6237@xn--r8jz45g.jp", NULL},
	{"\u0645\u062b\u0627\u0644.\u0661@example.org", ADDRESS_NOT_ASCII, NULL, NULL},
	{"ad\u0430@example.org", ADDRESS_NOT_ASCII, NULL, NULL},
	{"stra\u00dfe+1@example.org", ADDRESS_NOT_ASCII, NULL, NULL},

	/* and nothing these */
	{"ada\u2028@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\xc2\x85@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\u00a0@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\u200b@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\u202e@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\uff20b@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"\uff41da@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\ufb01@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\u2019s@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada\U0001f600@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"\"j\u00f6rg\"@example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"j\u00f6rg@localhost", ADDRESS_MALFORMED, NULL, NULL},
	{A60 "12\u00f6@example.org", ADDRESS_NOT_ASCII, NULL, NULL},
	{A60 "123\u00f6@example.org", ADDRESS_LONG, NULL, NULL},

	/* labels */
	{"ada@-example.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example-.org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.-org", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@example.org-", ADDRESS_MALFORMED, NULL, NULL},
	{"ada@" A63 ".org", ADDRESS_RIGHT, NULL, NULL},
	{"ada@" A63 "a.org", ADDRESS_MALFORMED, NULL, NULL},

	/* sizes: 64 before the @, 254 in all */
	{A60 "1234@example.org", ADDRESS_RIGHT, NULL, NULL},
	{A60 "12345@example.org", ADDRESS_LONG, NULL, NULL},
	{A60 "1234@" DOMAIN_OF_189, ADDRESS_RIGHT, NULL, NULL},
	{A60 "1234@" DOMAIN_OF_189 "a", ADDRESS_LONG, NULL, NULL},
	{"ada@" A63 "." A63 "." A63 "." A63 "." A63, ADDRESS_LONG, NULL, NULL},
	{"ada@" A63 "." A63 "." A63 ".\u00fc" A63 ".org", ADDRESS_LONG, NULL, NULL},
};

static void parses(const void *row)
{
	const struct address_row *expected = row;
	const char *mailbox = expected->mailbox == NULL ? expected->name : expected->mailbox;
	struct address address;

	assert_int_equal(address_parse(arena, text_of(expected->name), &address),
			 expected->outcome);
	if (expected->outcome != ADDRESS_RIGHT && expected->outcome != ADDRESS_NOT_ASCII)
		return;
	check_text(line_text(address.mailbox), mailbox);
	check_text(address.canonical, expected->canonical == NULL ? mailbox : expected->canonical);
	assert_true(address.mailbox.size <= ADDRESS_LIMIT);
}

/* What was parsed once is right, and stays the same when it is parsed again. */
static void parses_its_own_mailbox(void)
{
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct address once, twice;

		if (addresses[i].outcome != ADDRESS_RIGHT)
			continue;
		assert_int_equal(address_parse(arena, text_of(addresses[i].name), &once),
				 ADDRESS_RIGHT);
		assert_int_equal(address_parse(arena, line_text(once.mailbox), &twice),
				 ADDRESS_RIGHT);
		check_text_bytes(line_text(twice.mailbox), line_text(once.mailbox));
		check_text_bytes(twice.canonical, once.canonical);
	}
}

/* No byte but those that an address may have comes through, wherever it stands. */
static void refuses_every_other_byte(void)
{
	static const char pattern[] = "ada@example.org";
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789!#$%&'*+-/=?^_`{|}~.@";
	struct address address;

	for (int byte = 1; byte < 128; byte++) {
		if (strchr(allowed, byte) != NULL)
			continue;
		for (size_t place = 0; place < sizeof(pattern); place++) {
			char typed[sizeof(pattern) + 1];

			memcpy(typed, pattern, place);
			typed[place] = (char)byte;
			memcpy(typed + place + 1, pattern + place, sizeof(pattern) - place);
			assert_int_equal(address_parse(arena, text_of(typed), &address),
					 ADDRESS_MALFORMED);
		}
	}
}

int main(void)
{
	check_rows("parse", parses, addresses);
	check("parses its own mailbox", parses_its_own_mailbox);
	check("refuses every other byte", refuses_every_other_byte);
	return check_run();
}
