/* announcement_mail: see announcement_mail.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "announcement_mail.h"

#include "cldr.h"
#include "url.h"

#include <string.h>

/* Behind it is a form, and a POST to it suffices: cgi-bin/signature.c. */
static struct line unsubscribe_url(const struct site *site, struct arena *arena,
				   const struct owed *owed)
{
	struct token token = {(uint64_t)owed->petition, (uint64_t)owed->signature,
			      (uint64_t)owed->nonce};

	return url_path(arena, site->config->site_url, "signature",
			secret_token_write(site->secret, arena, &token).bytes, "unsubscribe", NULL);
}

/* Scheme and host, without the prefix. */
static const char *origin_of(const struct site *site, struct arena *arena)
{
	const char *url = site->config->site_url;

	return text_format(arena, "%.*s", (int)(strlen(url) - strlen(site->config->site_path)), url)
		.bytes;
}

void announcement_values(struct value *values, const struct site *site,
			 const struct language *language, const struct owed *owed)
{
	struct value *news = value_inner(values, "news"), *foreign;
	struct arena *arena = values->arena;
	const char *origin = origin_of(site, arena);

	value_text(news, "subject", owed->subject);
	value_html(news, "html", html_mail(arena, owed->body, origin));
	value_text(news, "text", html_plain(arena, owed->body, origin));
	value_text(news, "unsubscribe", line_text(unsubscribe_url(site, arena, owed)));
	if (text_is(owed->words_language, language_code(language)))
		return;
	foreign = value_inner(news, "foreign");
	value_text(foreign, "code", owed->words_language);
	value_text(foreign, "dir", text_of(cldr_direction(owed->words_language.bytes)));
}

/* One list for each petition, below the sender's domain, which is ours to name. */
static struct line list_id(const struct site *site, struct arena *arena, const struct owed *owed)
{
	const char *at = strrchr(site->config->mail_announce_from, '@');

	return line_fold(arena, text_format(arena, "<%s.petition.%s>", owed->slug.bytes,
					    at == NULL ? "localhost" : at + 1));
}

void announcement_dress(const struct site *site, struct arena *arena, const struct owed *owed,
			struct mail *mail)
{
	const struct config *config = site->config;
	struct text url = line_text(unsubscribe_url(site, arena, owed));
	const struct mail_header headers[] = {
		{"List-Id", list_id(site, arena, owed)},
		{"List-Unsubscribe", line_fold(arena, text_format(arena, "<%s>", url.bytes))},
		{"List-Unsubscribe-Post", line_literal("List-Unsubscribe=One-Click")},
		{"Precedence", line_literal("bulk")},
	};

	mail->subject = owed->subject;
	mail->from = line_fold(arena, text_of(config->mail_announce_from));
	mail->from_name = text_of(config->mail_announce_from_name);
	mail->headers = memcpy(arena_get(arena, sizeof(headers)), headers, sizeof(headers));
	mail->header_count = sizeof(headers) / sizeof(headers[0]);
}
