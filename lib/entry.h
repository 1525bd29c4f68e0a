/* entry: what a signer typed into a form, judged field by field. */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef UNDERSIGNED_ENTRY_H
#define UNDERSIGNED_ENTRY_H

#include "form.h"
#include "page.h"
#include "postal.h"
#include "signature.h"

#define ENTRY_FIELD_LIMIT 16

/*
 * The fields in the order in which they were judged, as a page shows them again. Start with the
 * language, the arena, the form and what the relay carries.
 */
struct entry {
	const struct language *language;
	struct arena *arena;
	const struct form *form;
	bool smtputf8; /* the relay carries addresses of any script: [mail] smtputf8 */
	struct page_field fields[ENTRY_FIELD_LIMIT];
	size_t count;
	bool wrong; /* at least one of them */
};

/* Notes a field for the page, with the word of what is wrong with it (of [error]), NULL if nothing. */
void entry_note(struct entry *entry, const char *name, struct text value, const char *error);

/* One line with at most limit characters, and empty only where it is optional. */
struct text entry_line(struct entry *entry, const char *name, size_t limit, bool optional);

/* An e-mail address, in the field of that name. */
void entry_address(struct entry *entry, const char *name, struct address *address);

/* The fields postal_code (of the country that the form has), country and comment. */
struct text entry_postal_code(struct entry *entry);
struct text entry_country(struct entry *entry);
struct text entry_comment(struct entry *entry);

#endif
