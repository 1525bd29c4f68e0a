/* url: see url.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "url.h"

#include <stdarg.h>
#include <string.h>
#include <uriparser/Uri.h>

/* Everything but RFC 3986's unreserved characters is encoded, so the result is one line. */
void url_encode(struct builder *builder, struct text text)
{
	char *encoded = arena_get(builder->arena, 3 * text.size + 1);

	uriEscapeExA(text.bytes, text.bytes + text.size, encoded, URI_FALSE, URI_FALSE);
	builder_string(builder, encoded);
}

static struct line url_done(struct builder *builder)
{
	struct text built = builder_done(builder);

	return (struct line){built.bytes, built.size};
}

struct line url_path(struct arena *arena, const char *base, ...)
{
	struct builder builder = {.arena = arena};
	const char *part;
	va_list parts;

	builder_string(&builder, base);
	va_start(parts, base);
	while ((part = va_arg(parts, const char *)) != NULL) {
		builder_string(&builder, "/");
		url_encode(&builder, text_of(part));
	}
	va_end(parts);
	return url_done(&builder);
}

struct line url_with(struct arena *arena, struct line url, const char *name, struct text value)
{
	struct builder builder = {.arena = arena};

	builder_text(&builder, line_text(url));
	builder_string(&builder, strchr(url.bytes, '?') == NULL ? "?" : "&");
	url_encode(&builder, text_of(name));
	builder_string(&builder, "=");
	url_encode(&builder, value);
	return url_done(&builder);
}
