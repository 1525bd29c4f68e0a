/* value: what a template is filled with: texts, markup, yes or no, lists, named values. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_VALUE_H
#define UNDERSIGNED_VALUE_H

#include "html.h"

enum value_kind { VALUE_BOOL, VALUE_TEXT, VALUE_HTML, VALUE_LIST, VALUE_MAP, VALUE_FINDER };

/* Finds the text of a name, e.g. in a file of words; false when there is none. */
typedef bool value_find(const void *context, struct text name, struct text *found);

/* Read by template.c; made by the functions below. */
struct value {
	struct arena *arena;
	enum value_kind kind;
	bool yes;
	struct text text;
	struct html html;
	value_find *find;
	const void *context;
	const char *name; /* in a map */
	struct value *first, *last, *next;
};

/* Named values. A name set again hides the older value. Names must outlive the map. */
struct value *value_map(struct arena *arena);
void value_text(struct value *map, const char *name, struct text text);
void value_html(struct value *map, const char *name, struct html html);
void value_bool(struct value *map, const char *name, bool yes);

/* A map inside the map. */
struct value *value_inner(struct value *map, const char *name);

/* A map whose names are found by asking; dots in a name are part of it. */
void value_finder(struct value *map, const char *name, value_find *find, const void *context);

/* A list inside the map, and one more item in a list. */
struct value *value_list(struct value *map, const char *name);
struct value *value_item(struct value *list);
void value_item_text(struct value *list, struct text text);

/* The value of that name in a map; NULL when there is none. name need not end in a NUL. */
const struct value *value_named(const struct value *map, struct text name);

/* What a section asks: false, an empty text and an empty list are not. */
bool value_true(const struct value *value);

#endif
