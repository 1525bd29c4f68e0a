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

/* A path of this site is none in a mail. */
static void link_complete(struct arena *arena, cmark_node *link, const char *origin)
{
	const char *url = cmark_node_get_url(link);

	if (is_own_path(url))
		cmark_node_set_url(link, text_format(arena, "%s%s", origin, url).bytes);
}

/* Headings go down one level; pictures that the page may not load go out: all of them for a mail,
 * where origin is not NULL. */
static void adapt(struct arena *arena, cmark_node *document, const char *origin)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);
		int level = cmark_node_get_heading_level(node);

		if (event == CMARK_EVENT_ENTER && level > 0 && level < 6)
			cmark_node_set_heading_level(node, level + 1);
		if (event == CMARK_EVENT_ENTER && origin != NULL &&
		    (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE))
			link_complete(arena, node, origin);
		/* On the way out: the walk goes on behind it. */
		if (event == CMARK_EVENT_EXIT && type == CMARK_NODE_IMAGE &&
		    (origin != NULL || !is_own_path(cmark_node_get_url(node))))
			image_replace(node);
	}
	cmark_iter_free(iter);
}

static cmark_node *document_of(struct arena *arena, struct text markdown, const char *origin)
{
	cmark_node *document =
		cmark_parse_document(markdown.bytes, markdown.size, CMARK_OPT_DEFAULT);

	adapt(arena, document, origin);
	return document;
}

static struct html rendered(struct arena *arena, cmark_node *document)
{
	char *markup = cmark_render_html(document, CMARK_OPT_DEFAULT);
	struct html html = {.size = strlen(markup)};

	html.bytes = arena_copy(arena, markup, html.size);
	free(markup);
	cmark_node_free(document);
	return html;
}

struct html html_markdown(struct arena *arena, struct text markdown)
{
	return rendered(arena, document_of(arena, markdown, NULL));
}

struct html html_mail(struct arena *arena, struct text markdown, const char *origin)
{
	return rendered(arena, document_of(arena, markdown, origin));
}

/* Where a link leads, unless its words say it: they are then the end of it, as of "mailto:". */
static void plain_link(struct builder *plain, cmark_node *link, size_t words)
{
	const char *url = cmark_node_get_url(link);
	size_t size = strlen(url), said = plain->size - words;

	if (size > 0 && (said == 0 || said > size ||
			 memcmp(url + size - said, plain->bytes + words, said) != 0))
		builder_format(plain, "%s<%s>", said == 0 ? "" : " ", url);
}

/* Items of a list are set in, behind a dot or a number. */
static void plain_indent(struct builder *plain, cmark_node *block)
{
	cmark_node *item = cmark_node_parent(block), *list, *before;

	for (cmark_node *outer = item; outer != NULL; outer = cmark_node_parent(outer)) {
		bool first = outer == item && cmark_node_first_child(item) == block;
		cmark_node_type type = cmark_node_get_type(outer);

		if (type == CMARK_NODE_BLOCK_QUOTE || (type == CMARK_NODE_ITEM && !first))
			builder_string(plain, "    ");
	}
	if (cmark_node_get_type(item) != CMARK_NODE_ITEM || cmark_node_first_child(item) != block)
		return;
	list = cmark_node_parent(item);
	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
		int number = cmark_node_get_list_start(list);

		for (before = item; (before = cmark_node_previous(before)) != NULL; number++)
			;
		builder_format(plain, "%2d. ", number);
	} else {
		builder_string(plain, "  - ");
	}
}

static bool is_tight(cmark_node *block)
{
	cmark_node *item = cmark_node_parent(block);

	return cmark_node_get_type(item) == CMARK_NODE_ITEM &&
	       cmark_node_get_list_tight(cmark_node_parent(item));
}

static bool has_words(cmark_node_type type)
{
	return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING;
}

static void plain_enter(struct builder *plain, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (has_words(type) || type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_THEMATIC_BREAK)
		plain_indent(plain, node);
	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK)
		builder_string(plain, cmark_node_get_literal(node));
	if (type == CMARK_NODE_CODE_BLOCK)
		builder_string(plain, "\n");
	else if (type == CMARK_NODE_THEMATIC_BREAK)
		builder_string(plain, "* * *\n\n");
	else if (type == CMARK_NODE_SOFTBREAK)
		builder_string(plain, " ");
	else if (type == CMARK_NODE_LINEBREAK)
		builder_string(plain, "\n");
}

static void plain_leave(struct builder *plain, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (has_words(type))
		builder_string(plain, is_tight(node) ? "\n" : "\n\n");
	if (type == CMARK_NODE_LIST && cmark_node_get_list_tight(node) &&
	    cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_ITEM)
		builder_string(plain, "\n");
}

struct text html_plain(struct arena *arena, struct text markdown, const char *origin)
{
	cmark_node *document = document_of(arena, markdown, origin);
	cmark_iter *iter = cmark_iter_new(document);
	struct builder plain = {.arena = arena};
	cmark_event_type event;
	size_t words = 0; /* of the link: there is none inside another one */

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool link = cmark_node_get_type(node) == CMARK_NODE_LINK;

		if (event == CMARK_EVENT_ENTER)
			plain_enter(&plain, node);
		else
			plain_leave(&plain, node);
		if (link && event == CMARK_EVENT_ENTER)
			words = plain.size;
		else if (link)
			plain_link(&plain, node, words);
	}
	cmark_iter_free(iter);
	cmark_node_free(document);
	while (plain.size > 0 && plain.bytes[plain.size - 1] == '\n')
		plain.size--;
	return builder_done(&plain);
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
