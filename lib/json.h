/* json: an object with named members, written member by member (RFC 8259). */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_JSON_H
#define UNDERSIGNED_JSON_H

#include "text.h"

/*
 * Start with {.builder = {.arena = arena}}. Names are of our own; texts are escaped. Objects and
 * lists in a member are opened and closed; a name of NULL is an item of a list.
 */
struct json {
	struct builder builder;
	bool goes_on; /* something stands before */
};

void json_text(struct json *json, const char *name, struct text text);
void json_number(struct json *json, const char *name, unsigned long long number);
void json_word(struct json *json, const char *name, struct text number); /* written already */
void json_null(struct json *json, const char *name);
void json_bool(struct json *json, const char *name, bool yes);

/* with: '{' or '['; json_close with the same. The whole is an object without a name. */
void json_open(struct json *json, const char *name, char with);
void json_close(struct json *json, char with);

struct text json_done(struct json *json);

#endif
