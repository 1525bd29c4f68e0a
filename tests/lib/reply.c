/* reply: the header lines, and what the browser is told that it must not do. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "reply.h"
#include "check.h"

#include <string.h>

#define POLICY                                                                                     \
	"Content-Security-Policy: default-src 'none'; img-src 'self' data:; form-action 'self'; "  \
	"base-uri 'none'"
#define NOT_FRAMED "; frame-ancestors 'none'\r\nX-Frame-Options: DENY\r\n"
#define OTHERS                                                                                     \
	"X-Content-Type-Options: nosniff\r\n"                                                      \
	"Referrer-Policy: same-origin\r\n"                                                         \
	"Cross-Origin-Opener-Policy: same-origin\r\n"

static void says_the_least(void)
{
	const struct reply reply = {.status = 200, .body = text_literal("")};

	check_text(reply_head(arena, &reply),
		   "Status: 200 OK\r\nCache-Control: no-store\r\n" POLICY NOT_FRAMED OTHERS
		   "Content-Length: 0\r\n\r\n");
}

static void says_everything(void)
{
	const struct reply reply = {
		.status = 405,
		.type = "text/html; charset=utf-8",
		.body = text_literal("1234"),
		.location = line_literal("/petition"),
		.max_age = 5,
		.retry_after = 7,
		.allow = "GET",
		.style_digest = "c3R5bGU=",
		.script_digest = "c2NyaXB0",
		.frame_ancestors = "'self' https://example.org",
		.vary_language = true,
	};

	check_text(reply_head(arena, &reply),
		   "Status: 405 Method Not Allowed\r\n"
		   "Location: /petition\r\n"
		   "Content-Type: text/html; charset=utf-8\r\n"
		   "Cache-Control: public, max-age=5\r\n"
		   "Retry-After: 7\r\n"
		   "Vary: Accept-Language\r\n"
		   "Allow: GET\r\n" POLICY
		   "; style-src 'sha256-c3R5bGU='; script-src 'sha256-c2NyaXB0'; connect-src "
		   "'self'; frame-ancestors 'self' https://example.org\r\n" OTHERS
		   "Content-Length: 4\r\n\r\n");
}

/* Whatever a page of a problem is sent with (page.c), and no program's fault. */
static void has_a_reason_for_each(void)
{
	static const unsigned statuses[] = {200, 303, 400, 403, 404, 405, 410, 413, 422, 503};

	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		const struct reply reply = {.status = statuses[i], .body = text_literal("")};

		assert_null(strstr(reply_head(arena, &reply).bytes, "Internal"));
	}
}

static void calls_what_it_does_not_know_an_error(void)
{
	const struct reply reply = {.status = 599, .body = text_literal("")};

	check_part(reply_head(arena, &reply), "Status: 599 Internal Server Error\r\n");
}

int main(void)
{
	check("says the least", says_the_least);
	check("says everything", says_everything);
	check("has a reason for each", has_a_reason_for_each);
	check("calls what it does not know an error", calls_what_it_does_not_know_an_error);
	return check_run();
}
