/* template: see template.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "template.h"

#include "file.h"

#include <string.h>

#define FILE_LIMIT ((size_t)1 << 20)
#define DEPTH_LIMIT 32 /* of sections in sections */

struct templates {
	struct arena *arena;
	struct template *first;
};

struct parser {
	struct arena *arena;
	const char *name;
	const char *start, *at, *end;
	struct node **slots[DEPTH_LIMIT]; /* where the next node of each open section goes */
	struct text open[DEPTH_LIMIT];
	size_t depth;
	struct text *complaint;
};

struct tag {
	char sigil; /* one of # ^ / > ! or 0 for a variable */
	struct text name;
	const char *start, *end;
	bool alone;
	const char *line; /* of a tag that is alone: where its line begins */
};

static bool complain(struct parser *parser, const char *place, const char *what)
{
	unsigned line = 1;

	for (const char *byte = parser->start; byte < place; byte++)
		line += *byte == '\n';
	*parser->complaint = text_format(parser->arena, "%s:%u: %s", parser->name, line, what);
	return false;
}

static bool begins_line(const struct parser *parser, const char *place)
{
	return place == parser->start || place[-1] == '\n';
}

static struct node *node_add(struct parser *parser, enum node_kind kind, struct text text,
			     const char *place)
{
	struct node *node = arena_get(parser->arena, sizeof(*node));

	node->kind = kind;
	node->text = text;
	node->begins_line = kind == NODE_LITERAL && begins_line(parser, place);
	*parser->slots[parser->depth] = node;
	parser->slots[parser->depth] = &node->next;
	return node;
}

/* A node for each line, so that a partial's lines can be indented. */
static void literal_add(struct parser *parser, const char *from, const char *to)
{
	while (from < to) {
		const char *newline = memchr(from, '\n', (size_t)(to - from));
		const char *stop = newline == NULL ? to : newline + 1;

		node_add(parser, NODE_LITERAL, (struct text){from, (size_t)(stop - from)}, from);
		from = stop;
	}
}

/* Nothing but blanks before and behind the tag on its line or lines. */
static void tag_stands_alone(const struct parser *parser, struct tag *tag)
{
	const char *before = tag->start, *behind = tag->end;

	while (before > parser->start && (before[-1] == ' ' || before[-1] == '\t'))
		before--;
	while (behind < parser->end && (*behind == ' ' || *behind == '\t' || *behind == '\r'))
		behind++;
	tag->alone = tag->sigil != 0 && begins_line(parser, before) &&
		     (behind == parser->end || *behind == '\n');
	tag->line = before;
	if (tag->alone)
		tag->end = behind == parser->end ? behind : behind + 1;
}

static bool tag_read(struct parser *parser, const char *start, struct tag *tag)
{
	const char *inside = start + 2;
	const char *close = memmem(inside, (size_t)(parser->end - inside), "}}", 2);

	if (close == NULL)
		return complain(parser, start, "this tag has no }}");
	tag->start = start;
	tag->end = close + 2;
	if (inside < close && memchr("{&=<$", *inside, 5) != NULL)
		return complain(parser, start,
				"{{{, {{&, {{=, {{< and {{$ are not for these templates: "
				"write {{name}}, which escapes");
	tag->sigil = inside < close && memchr("#^/>!", *inside, 5) != NULL ? *inside++ : '\0';
	tag->name = text_part(inside, (size_t)(close - inside));
	tag_stands_alone(parser, tag);
	if (tag->sigil != '!' && text_empty(tag->name))
		return complain(parser, start, "this tag has no name");
	return true;
}

static bool section_open(struct parser *parser, const struct tag *tag)
{
	struct node *node;

	if (parser->depth + 1 == DEPTH_LIMIT)
		return complain(parser, tag->start, "too many sections inside each other");
	node = node_add(parser, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED, tag->name,
			tag->start);
	parser->depth++;
	parser->slots[parser->depth] = &node->first;
	parser->open[parser->depth] = tag->name;
	return true;
}

static bool section_close(struct parser *parser, const struct tag *tag)
{
	if (parser->depth == 0 || !text_equal(parser->open[parser->depth], tag->name))
		return complain(parser, tag->start, "this closes a section that is not open");
	parser->depth--;
	return true;
}

static bool tag_take(struct parser *parser, const struct tag *tag)
{
	struct node *node;

	switch (tag->sigil) {
	case '#':
	case '^':
		return section_open(parser, tag);
	case '/':
		return section_close(parser, tag);
	case '>':
		node = node_add(parser, NODE_PARTIAL, tag->name, tag->start);
		if (tag->alone)
			node->indent = (struct text){tag->line, (size_t)(tag->start - tag->line)};
		return true;
	case '!':
		return true;
	default:
		node_add(parser, NODE_VARIABLE, tag->name, tag->start);
		return true;
	}
}

static bool parse(struct parser *parser)
{
	struct tag tag;

	while (parser->at < parser->end) {
		const char *start = memmem(parser->at, (size_t)(parser->end - parser->at), "{{", 2);

		if (start == NULL)
			break;
		if (!tag_read(parser, start, &tag))
			return false;
		literal_add(parser, parser->at, tag.alone ? tag.line : tag.start);
		/* An empty literal takes the indent of a line that begins with a tag. */
		if (!tag.alone && begins_line(parser, start))
			node_add(parser, NODE_LITERAL, (struct text){start, 0}, start);
		if (!tag_take(parser, &tag))
			return false;
		parser->at = tag.end;
	}
	literal_add(parser, parser->at, parser->end);
	return parser->depth == 0 || complain(parser, parser->end, "a section is not closed");
}

struct templates *templates_new(struct arena *arena)
{
	struct templates *templates = arena_get(arena, sizeof(*templates));

	templates->arena = arena;
	return templates;
}

must_check bool templates_add(struct templates *templates, const char *name, struct text source,
			      struct text *complaint)
{
	struct template *template = arena_get(templates->arena, sizeof(*template));
	struct parser *parser = arena_get(templates->arena, sizeof(*parser));

	source = text_copy(templates->arena, source);
	template->name = arena_copy(templates->arena, name, strlen(name));
	*parser = (struct parser){
		.arena = templates->arena,
		.name = template->name,
		.start = source.bytes,
		.at = source.bytes,
		.end = source.bytes + source.size,
		.complaint = complaint,
	};
	parser->slots[0] = &template->first;
	if (!parse(parser))
		return false;
	template->next = templates->first;
	templates->first = template;
	return true;
}

must_check bool templates_read(struct templates *templates, const char *folder, const char *prefix,
			       const char *ending, struct text *complaint)
{
	struct arena *arena = templates->arena;
	const char *const *names;

	if (!file_names(arena, folder, ending, &names, complaint))
		return false;
	for (; *names != NULL; names++) {
		const char *path = text_format(arena, "%s/%s", folder, *names).bytes;
		const char *name = text_format(arena, "%s%s", prefix, *names).bytes;
		struct text source;

		if (!file_read(arena, path, FILE_LIMIT, &source, complaint) ||
		    !templates_add(templates, name, source, complaint))
			return false;
	}
	return true;
}

const struct template *templates_find(const struct templates *templates, const char *name)
{
	for (const struct template *template = templates->first; template != NULL;
	     template = template->next) {
		if (strcmp(template->name, name) == 0)
			return template;
	}
	return NULL;
}

static const char *missing_below(const struct templates *templates, struct arena *arena,
				 const struct template *template, const struct node *node)
{
	const char *ending = strrchr(template->name, '.');

	for (; node != NULL; node = node->next) {
		struct text name = text_copy(arena, node->text);
		const char *below;

		if (node->kind == NODE_PARTIAL &&
		    templates_find(templates,
				   text_format(arena, "%s%s", name.bytes, ending).bytes) == NULL)
			return text_format(arena, "%s: {{>%s}}", template->name, name.bytes).bytes;
		below = missing_below(templates, arena, template, node->first);
		if (below != NULL)
			return below;
	}
	return NULL;
}

const char *templates_missing(const struct templates *templates, struct arena *arena)
{
	const char *missing = NULL;

	for (const struct template *template = templates->first;
	     template != NULL && missing == NULL; template = template->next)
		missing = missing_below(templates, arena, template, template->first);
	return missing;
}
