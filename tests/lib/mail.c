/* mail: its headers and mailboxes, with the configuration's where it has none of its own. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "mail.h"
#include "check.h"

#include <string.h>

static const struct config config = {
	.mail_from = "petitions@example.org",
	.mail_from_name = "Ours \"& Yours\"",
};

static struct mail plain(void)
{
	return (struct mail){
		.to = line_literal("ada@example.org"),
		.subject = text_literal("caf\u00e9"),
		.message_id = line_literal("<1@example.org>"),
	};
}

static struct text headers_of(const struct mail *mail)
{
	struct builder builder = {.arena = arena};
	size_t count;
	const struct text *headers = mail_headers(arena, mail, &config, 0, &count);

	for (size_t i = 0; i < count; i++) {
		builder_text(&builder, headers[i]);
		builder_string(&builder, "\n");
	}
	return builder_done(&builder);
}

static void is_as_configured(void)
{
	struct mail mail = plain();

	check_text(headers_of(&mail), "Date: Thu, 1 Jan 1970 00:00:00 +0000\n"
				      "From: \"Ours \\\"& Yours\\\"\" <petitions@example.org>\n"
				      "To: <ada@example.org>\n"
				      "Subject: =?UTF-8?Q?caf=C3=A9?=\n"
				      "Message-ID: <1@example.org>\n"
				      "Auto-Submitted: auto-generated\n"
				      "Content-Type: multipart/alternative\n");
	check_text(line_text(mail_from(&mail, &config)), "petitions@example.org");
	check_text(line_text(mail_return_path(&mail, &config)), "petitions@example.org");
}

static void has_its_own(void)
{
	struct mail mail = plain();

	mail.from = line_literal("news@example.org");
	check_text(line_text(mail_return_path(&mail, &config)), "news@example.org");
	check_part(headers_of(&mail), "\nFrom: \"Ours \\\"& Yours\\\"\" <news@example.org>\n");
	mail.from_name = text_literal("Caf\u00e9");
	mail.return_path = line_literal("bounce+1@example.org");
	check_text(line_text(mail_from(&mail, &config)), "news@example.org");
	check_text(line_text(mail_return_path(&mail, &config)), "bounce+1@example.org");
	check_part(headers_of(&mail), "\nFrom: =?UTF-8?Q?Caf=C3=A9?= <news@example.org>\n");
}

#define LONG_LINK                                                                                  \
	"<https://petitions.example.org/cgi-bin/signature/0123456789abcdef0123456789abcdef01234"   \
	"56789abcdef0123456789ab/unsubscribe>"

/* RFC 8058 wants its two headers on one line each, however long the link is. */
static void adds_headers(void)
{
	const struct mail_header more[] = {
		{"List-Unsubscribe", line_literal(LONG_LINK)},
		{"List-Unsubscribe-Post", line_literal("List-Unsubscribe=One-Click")},
		{"Precedence", line_literal("bulk")},
	};
	struct mail mail = plain();
	struct text headers;

	mail.headers = more;
	mail.header_count = 3;
	headers = headers_of(&mail);
	check_part(headers, "\nContent-Type: multipart/alternative\nList-Unsubscribe: " LONG_LINK
			    "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
			    "Precedence: bulk\n");
	assert_null(strchr(headers.bytes, '\r'));
}

/* Names that an admin or an organizer chose, at their worst. */
static void no_name_begins_a_header(void)
{
	struct mail mail = plain();

	mail.from_name = text_literal("News\r\nBcc: bob@example.org");
	mail.subject = text_literal("Read\r\nBcc: bob@example.org\r\n\r\nbody");
	assert_null(strstr(headers_of(&mail).bytes, "\nBcc"));
}

int main(void)
{
	check("is as configured", is_as_configured);
	check("has its own", has_its_own);
	check("adds headers", adds_headers);
	check("no name begins a header", no_name_begins_a_header);
	return check_run();
}
