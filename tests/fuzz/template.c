/* template: any template is filled or refused, and never lets typed text through as markup. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "render.h"

#include "fuzz.h"

#include <string.h>

#define TYPED "<typed>&\"'"

static bool find(const void *context, struct text name, struct text *found)
{
	(void)context;
	*found = text_literal(TYPED);
	return !text_is(name, "none");
}

/* A part that names itself inside a list of two would take ages: admins do not write that, and
 * nobody else writes templates. So there is one item where there are parts. */
static struct value *values(struct arena *arena, bool parts)
{
	struct value *map = value_map(arena);
	struct value *inner = value_inner(map, "inner");
	struct value *list = value_list(map, "list");

	value_text(map, "text", text_literal(TYPED));
	value_text(map, "empty", text_literal(""));
	value_html(map, "html", html_paragraphs(arena, text_literal(TYPED "\n\nmore")));
	value_bool(map, "yes", true);
	value_bool(map, "no", false);
	value_text(inner, "text", text_literal(TYPED));
	value_list(inner, "list");
	value_text(value_item(list), "text", text_literal(TYPED));
	if (!parts)
		value_item_text(list, text_literal(TYPED));
	value_finder(map, "words", find, NULL);
	return map;
}

static size_t occurs(struct text text, const char *what)
{
	size_t count = 0;
	const char *at = text.bytes;

	while ((at = memmem(at, (size_t)(text.bytes + text.size - at), what, strlen(what))) !=
	       NULL) {
		count++;
		at++;
	}
	return count;
}

static bool ends_soon(struct text page, struct text part)
{
	return occurs(page, "{{#") + occurs(part, "{{#") <= 8 && occurs(page, "{{>") <= 1 &&
	       occurs(part, "{{>") <= 1;
}

static void fill(struct arena *arena, struct text page, struct text part)
{
	struct templates *templates = templates_new(arena);
	bool parts = occurs(page, "{{>") > 0;
	bool holds_typed = occurs(page, "<typed>") + occurs(part, "<typed>") > 0;
	struct text complaint = {0};
	struct html html;

	if (!templates_add(templates, "page.html", page, &complaint) ||
	    !templates_add(templates, "part.html", part, &complaint)) {
		fuzz_must(complaint.size > 0 &&
				  memchr(complaint.bytes, ':', complaint.size) != NULL,
			  "a complaint says where");
		return;
	}
	html = render_html(templates, arena, "page.html", values(arena, parts));
	fuzz_must(holds_typed || occurs((struct text){html.bytes, html.size}, "<typed>") == 0,
		  "typed text is escaped");
	fuzz_must(render_text(templates, arena, "page.html", values(arena, parts)).bytes != NULL,
		  "a text is made, too");
}

/* The page's template, then a line of three hyphens, then that of {{>part}}. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char border[] = "\n---\n";
	struct arena *arena = arena_new();
	const uint8_t *found = memmem(data, size, border, strlen(border));
	size_t first = found == NULL ? size : (size_t)(found - data) + 1;
	size_t second = found == NULL ? size : first + strlen(border) - 1;
	struct text page = fuzz_text(arena, data, first);
	struct text part = fuzz_text(arena, data + second, size - second);

	if (ends_soon(page, part))
		fill(arena, page, part);
	arena_free(arena);
	return 0;
}
