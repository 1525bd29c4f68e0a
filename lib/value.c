/* value: see value.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "value.h"

static struct value *value_new(struct arena *arena, enum value_kind kind)
{
	struct value *value = arena_get(arena, sizeof(*value));

	value->arena = arena;
	value->kind = kind;
	return value;
}

/* The newest comes first in a map, so that it hides an older one. */
static struct value *named(struct value *map, const char *name, enum value_kind kind)
{
	struct value *value = value_new(map->arena, kind);

	value->name = name;
	value->next = map->first;
	map->first = value;
	return value;
}

static struct value *appended(struct value *list, enum value_kind kind)
{
	struct value *value = value_new(list->arena, kind);

	if (list->last == NULL)
		list->first = value;
	else
		list->last->next = value;
	list->last = value;
	return value;
}

struct value *value_map(struct arena *arena)
{
	return value_new(arena, VALUE_MAP);
}

void value_text(struct value *map, const char *name, struct text text)
{
	named(map, name, VALUE_TEXT)->text = text;
}

void value_html(struct value *map, const char *name, struct html html)
{
	named(map, name, VALUE_HTML)->html = html;
}

void value_bool(struct value *map, const char *name, bool yes)
{
	named(map, name, VALUE_BOOL)->yes = yes;
}

struct value *value_inner(struct value *map, const char *name)
{
	return named(map, name, VALUE_MAP);
}

void value_finder(struct value *map, const char *name, value_find *find, const void *context)
{
	struct value *value = named(map, name, VALUE_FINDER);

	value->find = find;
	value->context = context;
}

struct value *value_list(struct value *map, const char *name)
{
	return named(map, name, VALUE_LIST);
}

struct value *value_item(struct value *list)
{
	return appended(list, VALUE_MAP);
}

void value_item_text(struct value *list, struct text text)
{
	appended(list, VALUE_TEXT)->text = text;
}

const struct value *value_named(const struct value *map, struct text name)
{
	struct text found;

	if (map->kind == VALUE_FINDER && map->find(map->context, name, &found)) {
		struct value *value = value_new(map->arena, VALUE_TEXT);

		value->text = found;
		return value;
	}
	if (map->kind != VALUE_MAP)
		return NULL;
	for (const struct value *value = map->first; value != NULL; value = value->next) {
		if (text_is(name, value->name))
			return value;
	}
	return NULL;
}

bool value_true(const struct value *value)
{
	if (value == NULL)
		return false;
	switch (value->kind) {
	case VALUE_BOOL:
		return value->yes;
	case VALUE_TEXT:
		return value->text.size > 0;
	case VALUE_HTML:
		return value->html.size > 0;
	case VALUE_LIST:
		return value->first != NULL;
	case VALUE_MAP:
	case VALUE_FINDER:
		return true;
	}
	return false;
}
