/* render: see render.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "render.h"

#include <string.h>

#define DEPTH_LIMIT 32
#define NAME_LIMIT 200

struct renderer {
	const struct templates *templates;
	const char *ending; /* of partials */
	bool escape;
	struct builder out;
	const struct value *stack[2 * DEPTH_LIMIT];
	size_t depth;
	struct text indents[DEPTH_LIMIT];
	size_t partials, indents_from;
};

/* The first part of a dotted name is looked for from the innermost context outwards; the rest only
 * inside what it found (specification, interpolation: dotted names). */
static const struct value *lookup(const struct renderer *renderer, struct text name)
{
	const char *dot = memchr(name.bytes, '.', name.size);
	size_t size = dot == NULL ? name.size : (size_t)(dot - name.bytes);
	const struct value *value = NULL;

	if (text_is(name, "."))
		return renderer->stack[renderer->depth - 1];
	for (size_t i = renderer->depth; i-- > 0 && value == NULL;)
		value = value_named(renderer->stack[i], (struct text){name.bytes, size});
	while (value != NULL && size < name.size) {
		name = (struct text){name.bytes + size + 1, name.size - size - 1};
		dot = memchr(name.bytes, '.', name.size);
		size = dot == NULL || value->kind == VALUE_FINDER ? name.size
								  : (size_t)(dot - name.bytes);
		value = value_named(value, (struct text){name.bytes, size});
	}
	return value;
}

static void write_value(struct renderer *renderer, const struct value *value)
{
	if (value == NULL)
		return;
	if (value->kind == VALUE_TEXT && renderer->escape)
		html_escape(&renderer->out, value->text);
	else if (value->kind == VALUE_TEXT)
		builder_text(&renderer->out, value->text);
	else if (value->kind == VALUE_HTML && renderer->escape)
		builder_add(&renderer->out, value->html.bytes, value->html.size);
}

static void render_nodes(struct renderer *renderer, const struct node *node);

static void render_inside(struct renderer *renderer, const struct node *node,
			  const struct value *value)
{
	if (renderer->depth == sizeof(renderer->stack) / sizeof(renderer->stack[0]))
		return;
	renderer->stack[renderer->depth++] = value;
	render_nodes(renderer, node->first);
	renderer->depth--;
}

static void render_section(struct renderer *renderer, const struct node *node)
{
	const struct value *value = lookup(renderer, node->text);

	if (!value_true(value))
		return;
	if (value->kind != VALUE_LIST) {
		render_inside(renderer, node, value);
		return;
	}
	for (const struct value *item = value->first; item != NULL; item = item->next)
		render_inside(renderer, node, item);
}

static void render_partial(struct renderer *renderer, const struct node *node)
{
	size_t outer = renderer->indents_from;
	const struct template *partial;
	char name[NAME_LIMIT];

	if (renderer->partials + 1 == DEPTH_LIMIT ||
	    node->text.size + strlen(renderer->ending) >= sizeof(name))
		return;
	memcpy(name, node->text.bytes, node->text.size);
	strcpy(name + node->text.size, renderer->ending);
	partial = templates_find(renderer->templates, name);
	if (partial == NULL)
		return;
	renderer->indents[renderer->partials++] = node->indent;
	/* Inside a line, only the line's own begin is indented. */
	if (node->indent.bytes == NULL)
		renderer->indents_from = renderer->partials;
	render_nodes(renderer, partial->first);
	renderer->partials--;
	renderer->indents_from = outer;
}

static void render_nodes(struct renderer *renderer, const struct node *node)
{
	for (; node != NULL; node = node->next) {
		for (size_t i = renderer->indents_from; node->begins_line && i < renderer->partials;
		     i++)
			builder_text(&renderer->out, renderer->indents[i]);
		switch (node->kind) {
		case NODE_LITERAL:
			builder_text(&renderer->out, node->text);
			break;
		case NODE_VARIABLE:
			write_value(renderer, lookup(renderer, node->text));
			break;
		case NODE_SECTION:
			render_section(renderer, node);
			break;
		case NODE_INVERTED:
			if (!value_true(lookup(renderer, node->text)))
				render_nodes(renderer, node->first);
			break;
		case NODE_PARTIAL:
			render_partial(renderer, node);
			break;
		}
	}
}

static struct text render(struct renderer *renderer, struct arena *arena, const char *name,
			  const struct value *map)
{
	const struct template *template = templates_find(renderer->templates, name);

	renderer->out.arena = arena;
	renderer->stack[renderer->depth++] = map;
	if (template != NULL)
		render_nodes(renderer, template->first);
	return builder_done(&renderer->out);
}

struct html render_html(const struct templates *templates, struct arena *arena, const char *name,
			const struct value *map)
{
	struct renderer renderer = {.templates = templates, .ending = ".html", .escape = true};
	struct text text = render(&renderer, arena, name, map);

	return (struct html){text.bytes, text.size};
}

struct text render_text(const struct templates *templates, struct arena *arena, const char *name,
			const struct value *map)
{
	struct renderer renderer = {.templates = templates, .ending = ".txt", .escape = false};

	return render(&renderer, arena, name, map);
}
