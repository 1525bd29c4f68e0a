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

static bool is_inside(cmark_node *node, cmark_node_type type)
{
	while (node != NULL && cmark_node_get_type(node) != type)
		node = cmark_node_parent(node);
	return node != NULL;
}

/* A path of this site: nothing that a browser could take for another host. */
static bool is_own_path(const char *url)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-._~%/";

	return url[0] == '/' && url[1] != '/' && url[strspn(url, letters)] == '\0';
}

/* A picture of another site would tell it who reads this page. What stands for the picture stays,
 * as a link to it, unless it is in a link already. */
static void image_replace(cmark_node *image)
{
	const char *url = cmark_node_get_url(image);
	cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
	cmark_node *alternative;

	if (cmark_node_first_child(image) == NULL) {
		alternative = cmark_node_new(CMARK_NODE_TEXT);
		cmark_node_set_literal(alternative, url);
		cmark_node_append_child(image, alternative);
	}
	cmark_node_set_url(link, url);
	if (!is_inside(image, CMARK_NODE_LINK) &&
	    !is_inside(cmark_node_parent(image), CMARK_NODE_IMAGE))
		cmark_node_insert_before(image, link);
	while ((alternative = cmark_node_first_child(image)) != NULL) {
		if (cmark_node_parent(link) != NULL)
			cmark_node_append_child(link, alternative);
		else
			cmark_node_insert_before(image, alternative);
	}
	if (cmark_node_parent(link) == NULL)
		cmark_node_free(link);
	cmark_node_free(image);
}

/* Headings go down one level; pictures of other sites go out. */
static void adapt(cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		int level = cmark_node_get_heading_level(node);

		if (event == CMARK_EVENT_ENTER && level > 0 && level < 6)
			cmark_node_set_heading_level(node, level + 1);
		/* On the way out: the walk goes on behind it. */
		if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_IMAGE &&
		    !is_own_path(cmark_node_get_url(node)))
			image_replace(node);
	}
	cmark_iter_free(iter);
}

struct html html_markdown(struct arena *arena, struct text markdown)
{
	cmark_node *document =
		cmark_parse_document(markdown.bytes, markdown.size, CMARK_OPT_DEFAULT);
	struct html html;
	char *rendered;

	adapt(document);
	rendered = cmark_render_html(document, CMARK_OPT_DEFAULT);
	cmark_node_free(document);
	html.size = strlen(rendered);
	html.bytes = arena_copy(arena, rendered, html.size);
	free(rendered);
	return html;
}

/* Adds the words of a paragraph. */
static void add_words(struct builder *words, cmark_node *paragraph)
{
	cmark_iter *iter = cmark_iter_new(paragraph);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			builder_string(words, cmark_node_get_literal(node));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			builder_string(words, " ");
	}
	cmark_iter_free(iter);
}

/* Where the last word ends that fits into most bytes; the language may write without spaces. */
static size_t words_end(struct text words, size_t most)
{
	size_t end = most;

	while (end > most / 2 && words.bytes[end] != ' ')
		end--;
	if (words.bytes[end] == ' ')
		return end;
	for (end = most; (words.bytes[end] & 0xc0) == 0x80;)
		end--;
	return end;
}

struct text html_summary(struct arena *arena, struct text markdown, size_t most)
{
	cmark_node *document =
		cmark_parse_document(markdown.bytes, markdown.size, CMARK_OPT_DEFAULT);
	struct builder builder = {.arena = arena};
	cmark_node *node = cmark_node_first_child(document);
	struct text words;

	while (node != NULL && cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH)
		node = cmark_node_next(node);
	if (node != NULL)
		add_words(&builder, node);
	cmark_node_free(document);
	words = builder_done(&builder);
	if (words.size <= most)
		return words;
	return text_format(arena, "%.*s…", (int)words_end(words, most), words.bytes);
}

struct html html_json(struct arena *arena, struct text json)
{
	struct builder builder = {.arena = arena};
	struct text escaped;

	for (size_t i = 0; i < json.size; i++) {
		if (strchr("<>&", json.bytes[i]) != NULL)
			builder_format(&builder, "\\u%04x", (unsigned)json.bytes[i]);
		else
			builder_add(&builder, json.bytes + i, 1);
	}
	escaped = builder_done(&builder);
	return (struct html){escaped.bytes, escaped.size};
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
