/* form: see form.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "form.h"

#include <string.h>
#include <uriparser/Uri.h>

struct field {
	const char *name;
	struct text value;
};

struct form {
	size_t size;
	struct field fields[];
};

static void *list_get(UriMemoryManager *memory, size_t size)
{
	return arena_get(memory->userData, size);
}

/* The arena's owner releases all of it at once. */
static void list_keep(UriMemoryManager *memory, void *bytes)
{
	(void)memory;
	(void)bytes;
}

static bool list_read(struct arena *arena, struct text body, UriQueryListA **list, int *count)
{
	UriMemoryManager of_arena = {.malloc = list_get, .free = list_keep, .userData = arena};
	UriMemoryManager memory;

	return uriCompleteMemoryManager(&memory, &of_arena) == URI_SUCCESS &&
	       uriDissectQueryMallocExMmA(list, count, body.bytes, body.bytes + body.size, URI_TRUE,
					  URI_BR_DONT_TOUCH, &memory) == URI_SUCCESS;
}

/* uriparser ends its strings with a NUL, so one inside would cut a value short unseen. */
static bool holds_nul(struct text body)
{
	return memchr(body.bytes, 0, body.size) != NULL ||
	       memmem(body.bytes, body.size, "%00", 3) != NULL;
}

must_check enum form_outcome form_read(struct arena *arena, struct text body,
				       const struct form **form)
{
	static const struct form empty;
	struct form *read;
	UriQueryListA *list = NULL;
	int count = 0;

	*form = &empty;
	if (holds_nul(body))
		return FORM_BROKEN;
	if (text_empty(body))
		return FORM_READ;
	if (!list_read(arena, body, &list, &count))
		return FORM_BROKEN;
	if (count > FORM_FIELD_LIMIT)
		return FORM_CROWDED;
	read = arena_get(arena, sizeof(*read) + (size_t)count * sizeof(read->fields[0]));
	*form = read;
	for (const UriQueryListA *item = list; item != NULL; item = item->next) {
		struct field *field = &read->fields[read->size++];
		const char *value = item->value == NULL ? "" : item->value;

		field->name = item->key;
		if (!text_take(arena, value, strlen(value), &field->value))
			return FORM_BROKEN;
	}
	return FORM_READ;
}

struct text form_field(const struct form *form, const char *name)
{
	for (size_t i = 0; i < form->size; i++) {
		if (strcmp(form->fields[i].name, name) == 0)
			return form->fields[i].value;
	}
	return text_literal("");
}

bool form_has(const struct form *form, const char *name, struct text value)
{
	for (size_t i = 0; i < form->size; i++) {
		if (strcmp(form->fields[i].name, name) == 0 &&
		    text_equal(form->fields[i].value, value))
			return true;
	}
	return false;
}
