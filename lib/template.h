/* template: Mustache templates, read once into a tree; render.h fills them. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_TEMPLATE_H
#define UNDERSIGNED_TEMPLATE_H

#include "text.h"

/*
 * The subset of mustache(5) and its public specification: variables, sections, inverted sections,
 * partials, comments, dotted names, the implicit iterator. Left out on purpose: {{{raw}}} and
 * {{&raw}}, since no template may send typed text as markup (ready markup is a value of its own
 * kind and needs no such tag), and set-delimiter tags. They are refused when the file is read.
 */
enum node_kind { NODE_LITERAL, NODE_VARIABLE, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL };

struct node {
	enum node_kind kind;
	struct text text;   /* the literal, at most one line of it; or the name; no NUL behind */
	struct text indent; /* of a partial that stands alone on its line */
	bool begins_line;
	struct node *first, *next;
};

struct template
{
	const char *name;
	struct node *first;
	struct template *next;
};

/* Templates by name, const once they are read. */
struct templates;

struct templates *templates_new(struct arena *arena);

/* Adds one. False with a sentence "NAME:LINE: …". */
must_check bool templates_add(struct templates *templates, const char *name, struct text source,
			      struct text *complaint);

/* Adds every file of the folder with that ending, named PREFIXfile. False with a sentence. */
must_check bool templates_read(struct templates *templates, const char *folder, const char *prefix,
			       const char *ending, struct text *complaint);

/* NULL when there is none of that name. */
const struct template *templates_find(const struct templates *templates, const char *name);

/* A partial that one of them names and that is not there, as "NAME: {{>PARTIAL}}"; NULL if all are. */
const char *templates_missing(const struct templates *templates, struct arena *arena);

#endif
