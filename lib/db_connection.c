/* db_connection: see db_connection.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "db_connection.h"

#include <libpq-fe.h>
#include <string.h>

static void options_release(void *options)
{
	PQconninfoFree(options);
}

/* libpq marks what is not to be shown to whoever looks on. */
static bool is_secret(const PQconninfoOption *option)
{
	return option->dispchar[0] == '*';
}

/* In quotes where the rules of libpq's section on connection strings want them. */
static void value_add(struct builder *builder, const char *value)
{
	bool quoted = value[0] == '\0' || strpbrk(value, " '\\") != NULL;

	builder_string(builder, quoted ? "'" : "");
	for (const char *at = value; *at != '\0'; at++) {
		if (*at == '\'' || *at == '\\')
			builder_string(builder, "\\");
		builder_add(builder, at, 1);
	}
	builder_string(builder, quoted ? "'" : "");
}

must_check bool db_connection_show(struct arena *arena, const char *connection, struct text *shown,
				   struct text *complaint)
{
	struct builder builder = {.arena = arena};
	char *message = NULL;
	PQconninfoOption *options = PQconninfoParse(connection, &message);

	if (options == NULL) {
		*complaint = line_text(
			line_fold(arena, text_of(message == NULL ? "out of memory" : message)));
		PQfreemem(message);
		return false;
	}
	arena_defer(arena, options_release, options);
	for (const PQconninfoOption *option = options; option->keyword != NULL; option++) {
		if (option->val == NULL)
			continue;
		builder_format(&builder, "%s%s=", builder.size == 0 ? "" : " ", option->keyword);
		value_add(&builder, is_secret(option) ? "********" : option->val);
	}
	*shown = builder_done(&builder);
	return true;
}
