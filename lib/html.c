/* html: see html.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "html.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

static const char *entity(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

void html_escape(struct builder *builder, struct text text)
{
	size_t start = 0;

	for (size_t i = 0; i < text.size; i++) {
		const char *escaped = entity(text.bytes[i]);

		if (escaped == NULL)
			continue;
		builder_add(builder, text.bytes + start, i - start);
		builder_string(builder, escaped);
		start = i + 1;
	}
	builder_add(builder, text.bytes + start, text.size - start);
}

static void push_headings_down(cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		int level = cmark_node_get_heading_level(node);

		if (cmark_iter_get_event_type(iter) == CMARK_EVENT_ENTER && level > 0 && level < 6)
			cmark_node_set_heading_level(node, level + 1);
	}
	cmark_iter_free(iter);
}

struct html html_markdown(struct arena *arena, struct text markdown)
{
	cmark_node *document =
		cmark_parse_document(markdown.bytes, markdown.size, CMARK_OPT_DEFAULT);
	struct html html;
	char *rendered;

	push_headings_down(document);
	rendered = cmark_render_html(document, CMARK_OPT_DEFAULT);
	cmark_node_free(document);
	html.size = strlen(rendered);
	html.bytes = arena_copy(arena, rendered, html.size);
	free(rendered);
	return html;
}

struct html html_paragraphs(struct arena *arena, struct text words)
{
	struct builder builder = {.arena = arena};
	const char *at = words.bytes, *end = words.bytes + words.size;
	bool inside = false;
	struct text built;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline == NULL ? end : newline;
		struct text line = text_part(at, (size_t)(stop - at));

		if (!text_empty(line)) {
			builder_string(&builder, inside ? "<br>\n" : "<p>");
			html_escape(&builder, line);
		} else if (inside) {
			builder_string(&builder, "</p>\n");
		}
		inside = !text_empty(line);
		at = stop + 1;
	}
	if (inside)
		builder_string(&builder, "</p>\n");
	built = builder_done(&builder);
	return (struct html){built.bytes, built.size};
}

struct html html_own(struct text content)
{
	return (struct html){content.bytes, content.size};
}
