/* mail: see mail.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "mail.h"

#include "header.h"

#include <string.h>

static struct line line_of(const char *setting)
{
	struct text text = text_of(setting);

	return (struct line){text.bytes, text.size};
}

struct line mail_from(const struct mail *mail, const struct config *config)
{
	return mail->from.size > 0 ? mail->from : line_of(config->mail_from);
}

struct line mail_return_path(const struct mail *mail, const struct config *config)
{
	return mail->return_path.size > 0 ? mail->return_path : mail_from(mail, config);
}

static struct line from_header(struct arena *arena, const struct mail *mail,
			       const struct config *config)
{
	struct text name =
		text_empty(mail->from_name) ? text_of(config->mail_from_name) : mail->from_name;

	return line_fold(arena, text_format(arena, "%s <%s>", header_phrase(arena, name).bytes,
					    mail_from(mail, config).bytes));
}

const struct text *mail_headers(struct arena *arena, const struct mail *mail,
				const struct config *config, long long now, size_t *count)
{
	const struct mail_header always[] = {
		{"Date", header_date(arena, now)},
		{"From", from_header(arena, mail, config)},
		{"To", line_fold(arena, text_format(arena, "<%s>", mail->to.bytes))},
		{"Subject", header_encode(arena, mail->subject)},
		{"Message-ID", mail->message_id},
		{"Auto-Submitted", line_literal("auto-generated")},
		{"Content-Type", line_literal("multipart/alternative")},
	};
	const size_t fixed = sizeof(always) / sizeof(always[0]);
	struct text *headers = arena_get(arena, (fixed + mail->header_count) * sizeof(*headers));

	for (size_t i = 0; i < fixed; i++)
		headers[i] = header_fold(arena, always[i].name, always[i].value);
	for (size_t i = 0; i < mail->header_count; i++)
		headers[fixed + i] =
			header_fold(arena, mail->headers[i].name, mail->headers[i].value);
	*count = fixed + mail->header_count;
	return headers;
}

struct text mail_lines(struct arena *arena, struct text text)
{
	struct builder builder = {.arena = arena};
	const char *at = text.bytes, *newline;

	while ((newline = strchr(at, '\n')) != NULL) {
		builder_add(&builder, at, (size_t)(newline - at));
		builder_string(&builder, "\r\n");
		at = newline + 1;
	}
	builder_string(&builder, at);
	return builder_done(&builder);
}
